"""Searching finds what a plain filter finds, in order, once, and only within reach."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_center.audit.criteria import Criteria
from command_center.audit.searching import Page, Position, matching, search
from command_center.journal.models import Entry, Operation
from command_center.people.reach import EVERYWHERE, Reach
from command_center.people.reason import Reason, Use
from tests.audit.planting import planted

NOON = datetime(2026, 3, 28, 12, tzinfo=UTC)
WORDS = ["incident", "inquiry", "north", "gate", "complaint", "été"]

instants = st.integers(0, 20).map(lambda minutes: NOON + timedelta(minutes=minutes))
reasons = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
entries = st.fixed_dictionaries(
    {
        "at": instants,
        "operation": st.sampled_from([Operation.CONSULTATION, Operation.ACCESS]),
        "object_kind": st.sampled_from(["camera", "alert"]),
        "object_id": st.sampled_from(["", "1", "2"]),
        "camera": st.sampled_from([None, 1, 2]),
        "venue": st.sampled_from([None, 7, 8]),
        "author": st.sampled_from([None, 5, 6]),
        "session": st.sampled_from(["", "aa"]),
        "reason": reasons,
    }
)
asked = st.builds(
    Criteria,
    since=st.none() | instants,
    until=st.none() | instants,
    author=st.sampled_from([None, None, 5]),
    camera=st.sampled_from([None, None, 1]),
    venue=st.sampled_from([None, None, 7]),
    operation=st.sampled_from(["", "", "access"]),
    object_kind=st.sampled_from(["", "", "alert"]),
    object_id=st.sampled_from(["", "", "1"]),
    reason=st.sampled_from(["", "", "inc", "gate nor", "Complaint", "ét"]),
    session=st.sampled_from(["", "", "aa"]),
)
reaches = st.sampled_from(
    [EVERYWHERE, Reach(venues={7: frozenset()}), Reach(venues={7: frozenset({1})})]
)


def is_wanted(entry: Entry, criteria: Criteria, reach: Reach) -> bool:
    """As one would say it of a single entry."""
    words = entry.reason.lower().split()
    *whole_words, begun = criteria.reason.lower().split() or [""]
    are_said = not begun or any(one.startswith(begun) for one in words)
    exact = ("author", "camera", "venue", "operation", "object_kind", "object_id", "session")
    wanted = {name: getattr(criteria, name) for name in exact if getattr(criteria, name)}
    whole = reach.whole_venues()
    single = {one for cameras in reach.venues.values() for one in cameras}
    return (
        (criteria.since is None or entry.at >= criteria.since)
        and (criteria.until is None or entry.at < criteria.until)
        and all(getattr(entry, name) == value for name, value in wanted.items())
        and all(word in words for word in whole_words)
        and are_said
        and (reach.is_everywhere or entry.venue in whole or entry.camera in single)
    )


def all_pages(criteria: Criteria, reach: Reach, size: int) -> list[int]:
    found: list[int] = []
    page: Page = search(criteria, None, reach, size)
    while True:
        assert len(page.entries) <= size
        found += [one.pk for one in page.entries]
        if page.after is None:
            return found
        page = search(criteria, Position.parse(str(page.after)), reach, size)


@pytest.mark.django_db
@given(given=st.lists(entries, max_size=12), criteria=asked, reach=reaches, size=st.integers(1, 5))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_search_finds_what_a_plain_filter_finds(
    given: list[dict[str, Any]], criteria: Criteria, reach: Reach, size: int
) -> None:
    with transaction.atomic():
        made = [planted(**one) for one in given]
        wanted = [one for one in made if is_wanted(one, criteria, reach)]
        newest_first = sorted(wanted, key=lambda one: (one.at, one.pk), reverse=True)
        numbers = {one.pk for one in made}
        found = [one for one in all_pages(criteria, reach, size) if one in numbers]
        assert found == [one.pk for one in newest_first]
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_reasons_are_found_in_the_readers_language() -> None:
    Reason.objects.get_or_create(text="Inspection", use=Use.LOOK)
    made = planted(reason="Inspection")
    with translation.override("fr"):
        read = str(Reason.objects.get(text="Inspection"))
        assert [one.pk for one in search(Criteria(reason=read)).entries] == [made.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("criteria", "index"),
    [
        (Criteria(), "entry_at"),
        (Criteria(camera=3), "entry_camera"),
        (Criteria(author=3), "entry_author"),
        (Criteria(operation="erasure"), "entry_operation"),
        (Criteria(object_kind="alert", object_id="3"), "entry_object"),
    ],
)
def test_each_search_has_an_index(criteria: Criteria, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        if index != "entry_at":
            cursor.execute("DROP INDEX entry_at")  # no other could answer then
    page = matching(criteria).order_by("-at", "-id")[:50]
    assert index in page.explain()


@pytest.mark.django_db
def test_rare_words_have_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert "entry_reason" in matching(Criteria(reason="rare")).explain()


@pytest.mark.django_db
@pytest.mark.parametrize("every", [1, 3, 100])
def test_words_are_found_by_either_way(monkeypatch: pytest.MonkeyPatch, every: int) -> None:
    """Common ones, rare ones, and those between."""
    monkeypatch.setattr("command_center.audit.by_reason.FIRST", 15)
    monkeypatch.setattr("command_center.audit.by_reason.TRIED", 30)
    made = [planted(reason="gate" if number % every == 0 else "other") for number in range(110)]
    wanted = [one.pk for one in made if one.reason == "gate"]
    assert all_pages(Criteria(reason="gat"), EVERYWHERE, 10) == wanted[::-1]


@pytest.mark.parametrize("text", ["", "x", "20260328T120000.000000", "-1"])
def test_position_that_no_page_gave_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Position.parse(text)
