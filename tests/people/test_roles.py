"""What each role may do; the table in `docs/rights.md` says the same."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission

from command_center.people.role_rights import OF_THE_SITE, ROLE_RIGHTS, rights_of
from command_center.people.role_words import ROLE_WORDS
from command_center.people.roles import Role
from command_center.people.seeing import SEEING
from command_center.urls import urlpatterns

DOCUMENT = Path(__file__).parents[2] / "docs" / "rights.md"
ASKED = {right for one in urlpatterns for right in getattr(one.callback, "rights", ())}


def test_the_technical_administrator_sees_no_picture_and_no_alert() -> None:
    assert not ROLE_RIGHTS[Role.TECHNICAL] & SEEING
    assert not any(one.startswith(("alerts.", "journal.")) for one in ROLE_RIGHTS[Role.TECHNICAL])


def test_an_inspector_only_reads() -> None:
    assert {one.partition(".")[2].partition("_")[0] for one in ROLE_RIGHTS[Role.INSPECTOR]} == {
        "view"
    }


def test_nobody_who_changes_cameras_reads_the_journal() -> None:
    """Whoever could be looked into does not choose what is looked into."""
    for role, rights in ROLE_RIGHTS.items():
        assert not ({"venues.change_camera", "journal.view_entry"} <= rights), role


def test_each_role_has_what_those_below_it_have() -> None:
    assert ROLE_RIGHTS[Role.OPERATOR] < ROLE_RIGHTS[Role.SUPERVISOR]
    assert ROLE_RIGHTS[Role.SUPERVISOR] < ROLE_RIGHTS[Role.ADMINISTRATOR]
    assert ROLE_RIGHTS[Role.INSPECTOR] < ROLE_RIGHTS[Role.LEGAL]


def test_every_right_that_a_page_asks_for_is_given_by_a_role() -> None:
    given = {one for rights in ROLE_RIGHTS.values() for one in rights}
    assert not ASKED - given


def test_every_right_of_a_role_is_one_that_there_is(db: None) -> None:
    rows = Permission.objects.values_list("content_type__app_label", "codename")
    known = {f"{room}.{codename}" for room, codename in rows}
    assert not {one for rights in ROLE_RIGHTS.values() for one in rights} - known
    assert not OF_THE_SITE - known


@pytest.mark.parametrize("role", list(Role))
def test_at_one_venue_nothing_of_the_whole_site_is_given(role: Role) -> None:
    at_one = rights_of(role, at_one_venue=True)
    assert at_one == ROLE_RIGHTS[role] - OF_THE_SITE
    assert not any(one.split(".")[0] in {"people", "rights_desk"} for one in at_one)


def test_every_role_is_said_in_words() -> None:
    assert set(ROLE_WORDS) == set(Role)


def rows() -> list[str]:
    """Of the table: a right a line, with who has it; at one venue or only everywhere."""
    given = sorted({one for rights in ROLE_RIGHTS.values() for one in rights})
    return [
        f"| `{one}` | "
        + " | ".join("●" if one in ROLE_RIGHTS[role] else "" for role in Role)
        + f" | {'everywhere only' if one in OF_THE_SITE else ''} |"
        for one in given
    ]


def test_the_table_in_the_documents_is_what_the_code_says() -> None:
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| `")]
    assert lines == rows(), "write the rows that are printed here into docs/rights.md"


def test_rooms_of_rights_are_rooms() -> None:
    rooms = {config.label for config in apps.get_app_configs()}
    assert {one.split(".")[0] for rights in ROLE_RIGHTS.values() for one in rights} <= rooms
