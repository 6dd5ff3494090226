"""What is put aside: with its end and its reason, by those who may see, and never for good."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from command_center.desk import putting_aside
from command_center.desk.models import Procedure, ResponseTime, Suppression
from command_center.desk.putting_aside import lift, shelve
from command_center.desk.refusal import Held, Refused
from command_center.desk.waiting import waiting
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from command_center.setup.deletion.deleting import Kept, delete_camera
from command_center.venues.models import Camera
from tests.desk.conftest import AlertOf
from tests.law.ways import Way, delete_by_sql, every_change, every_way
from tests.waiting import wait_until

HOUR = timedelta(hours=1)


@pytest.fixture
def row(camera: Camera, anne: Agent) -> Callable[..., Suppression]:
    """Not stored yet."""

    def made(**given: Any) -> Suppression:
        usual: dict[str, Any] = {"form": "shelved", "camera": camera, "kind": "intrusion"}
        usual |= {"agent": anne, "until": timezone.now() + HOUR, "reason": "a flag in the wind"}
        return Suppression(**usual | given)

    return made


@every_way
@pytest.mark.parametrize(
    "wrong",
    [
        {"until": 13 * HOUR},
        {"until": -HOUR},
        {"until": None},
        {"reason": " "},
        {"form": "forgotten"},
        {"kind": "mood"},
    ],
)
def test_what_is_put_aside_without_end_reason_or_form_is_refused(
    way: Way, row: Callable[..., Suppression], wrong: dict[str, Any]
) -> None:
    until = wrong.get("until")
    given = {**wrong, "until": timezone.now() + until} if until else wrong
    with pytest.raises(IntegrityError):
        way(row(**given))
    way(row())  # what is right is stored


@every_way
def test_who_may_not_see_puts_nothing_aside(
    way: Way, row: Callable[..., Suppression], stranger: Agent
) -> None:
    with pytest.raises(IntegrityError, match="may not see"):
        way(row(agent=stranger))


@every_way
def test_by_design_may_have_no_end(way: Way, row: Callable[..., Suppression]) -> None:
    way(row(form="by_design", until=None))
    way(row(form="out_of_service", kind="", until=timezone.now() + 48 * HOUR))
    assert Suppression.objects.in_force().count() == 2


@every_change
@pytest.mark.parametrize(
    "changed", [{"reason": "other"}, {"until": timezone.now() + 2 * HOUR}, {"kind": ""}]
)
def test_what_is_put_aside_is_kept_as_entered(
    change: Callable[..., None], row: Callable[..., Suppression], changed: dict[str, Any]
) -> None:
    entered = row()
    entered.save()
    with pytest.raises(DatabaseError, match="kept as it was entered"):
        change(entered, **changed)


def test_it_is_lifted_by_one_who_may_see(row: Callable[..., Suppression], stranger: Agent) -> None:
    entered = putting_aside.put_aside(row())
    with pytest.raises(IntegrityError, match="lifts nothing"):
        Suppression.objects.filter(pk=entered.pk).update(lifted_by=stranger)


def test_second_who_lifts_is_told_who_was_first(
    row: Callable[..., Suppression], anne: Agent, bruno: Agent
) -> None:
    entered = putting_aside.put_aside(row())
    lift(entered, anne)
    with pytest.raises(Held, match="anne"):
        lift(entered, bruno)
    entered.refresh_from_db()
    assert entered.lifted_by == anne
    with pytest.raises(DatabaseError, match="stays known"):
        delete_by_sql(entered)


def test_situation_is_shelved_for_a_while_and_returns_by_itself(
    alert_of: AlertOf, anne: Agent
) -> None:
    alert = alert_of()
    shelve(alert.pk, anne, timedelta(seconds=1), "cleaners")
    assert [one.is_put_aside for one in waiting(EVERYWHERE)] == [True]
    wait_until(lambda: waiting(EVERYWHERE)[0].needs_attention, 20)
    assert Suppression.objects.get().lifted_at is None


def test_alert_that_comes_while_its_kind_is_shelved_is_stored(
    alert_of: AlertOf, anne: Agent
) -> None:
    first = alert_of(ago_s=90)
    shelve(first.pk, anne, HOUR, "cleaners")
    second = alert_of(ago_s=5)
    (found,) = waiting(EVERYWHERE)
    assert found.alerts == (first.pk, second.pk)
    assert found.is_put_aside


@pytest.mark.parametrize(
    ("lasts", "reason"), [(HOUR, " "), (13 * HOUR, "cleaners"), (0 * HOUR, "cleaners")]
)
def test_shelving_says_why_and_for_how_long(
    alert_of: AlertOf, anne: Agent, lasts: timedelta, reason: str
) -> None:
    alert = alert_of()
    with pytest.raises(Refused):
        shelve(alert.pk, anne, lasts, reason)
    assert not Suppression.objects.exists()


def test_what_is_shelved_is_not_shelved_again(alert_of: AlertOf, anne: Agent, bruno: Agent) -> None:
    alert = alert_of()
    shelve(alert.pk, anne, HOUR, "cleaners")
    with pytest.raises(Held, match="anne"):
        shelve(alert.pk, bruno, HOUR, "cleaners too")


def test_site_may_shelve_for_less(
    alert_of: AlertOf, anne: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(putting_aside, "SHELVED_AT_MOST", HOUR)
    alert = alert_of()
    with pytest.raises(Refused, match="60 min"):
        shelve(alert.pk, anne, 2 * HOUR, "cleaners")


def test_camera_of_which_something_was_put_aside_is_kept(
    row: Callable[..., Suppression], camera: Camera, anne: Agent
) -> None:
    putting_aside.put_aside(row())
    with pytest.raises(Kept, match="put aside 1 time"):
        delete_camera(camera.pk, anne, "entered twice")


@every_change
def test_procedures_and_times_never_change(change: Callable[..., None], anne: Agent) -> None:
    procedure = Procedure.objects.create(kind="fire", text="Call 18.", agent=anne)
    times = ResponseTime.objects.create(severity="high", respond_within_s=30, agent=anne)
    with pytest.raises(DatabaseError, match="must stay known"):
        change(procedure, text="Call 112.")
    with pytest.raises(DatabaseError, match="must stay known"):
        change(times, respond_within_s=3000)
