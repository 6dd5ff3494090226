"""In which state a situation is, in which order they wait, and until when somebody responds."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from command_center.alerts.door import end_alert
from command_center.alerts.judging import judge
from command_center.alerts.severity import Severity
from command_center.desk import acting
from command_center.desk.models import Procedure, ResponseTime, Suppression
from command_center.desk.procedure import RESPOND_WITHIN_S
from command_center.desk.queue import queue
from command_center.desk.response import responses
from command_center.desk.situation import Situation
from command_center.desk.state import State
from command_center.desk.waiting import situation_of, waiting
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from command_center.venues.models import Camera, Venue
from detection.kinds import EventKind
from tests.desk.conftest import AlertOf


def the_one() -> Situation:
    (found,) = waiting(EVERYWHERE)
    return found


def put_aside(camera: Camera, agent: Agent, form: str = "by_design", **given: Any) -> Suppression:
    usual: dict[str, Any] = {"form": form, "camera": camera, "agent": agent, "reason": "works"}
    return Suppression.objects.create(**usual | given)


def test_situation_goes_through_the_states_of_an_alarm(alert_of: AlertOf, anne: Agent) -> None:
    alert = alert_of()
    assert (the_one().state, the_one().needs_attention) == (State.NEW, True)
    acting.acknowledge(alert.pk, anne)
    assert (the_one().state, the_one().needs_attention) == (State.ACKNOWLEDGED, False)
    end_alert(alert, timezone.now())
    assert the_one().state == State.RETURNED_ACKNOWLEDGED
    acting.release(alert.pk, anne)
    assert (the_one().state, the_one().needs_attention) == (State.RETURNED, True)
    judge(alert, anne, "confirmed", follow_up="none")
    assert waiting(EVERYWHERE) == []


@pytest.mark.parametrize(
    ("form", "state"),
    [
        ("shelved", State.SHELVED),
        ("by_design", State.SUPPRESSED),
        ("out_of_service", State.OUT_OF_SERVICE),
    ],
)
def test_what_is_put_aside_waits_apart_and_is_stored_still(
    alert_of: AlertOf, anne: Agent, camera: Camera, form: str, state: State
) -> None:
    aside = put_aside(camera, anne, form, until=timezone.now() + timedelta(hours=1))
    alert = alert_of()
    found = queue(EVERYWHERE)
    assert not found.situations
    assert [(one.id, one.state, one.put_aside) for one in found.put_aside] == [
        (alert.pk, state, aside)
    ]
    assert (found.unjudged, found.put_aside[0].respond_by) == (1, None)
    Suppression.objects.lift(aside.pk, anne)
    assert the_one().state == State.NEW


def test_one_kind_is_put_aside_and_no_other(alert_of: AlertOf, anne: Agent, camera: Camera) -> None:
    put_aside(camera, anne, kind="intrusion")
    alert_of()
    alert_of(kind=EventKind.FIRE, zone_name="")
    states = {one.kind: one.state for one in waiting(EVERYWHERE)}
    assert states == {EventKind.INTRUSION: State.SUPPRESSED, EventKind.FIRE: State.NEW}


def test_attention_comes_first_then_severity_then_the_newest(
    alert_of: AlertOf, anne: Agent, camera: Camera
) -> None:
    put_aside(camera, anne, kind="weapon")
    weapon = alert_of(ago_s=10, kind=EventKind.WEAPON)
    wrong_way = alert_of(ago_s=20, kind=EventKind.WRONG_WAY)
    older = alert_of(ago_s=60, kind=EventKind.INTRUSION, zone_name="gate")
    newer = alert_of(ago_s=30, kind=EventKind.INTRUSION)
    fire = alert_of(ago_s=90, kind=EventKind.FIRE)
    taken = alert_of(ago_s=5, kind=EventKind.PERSON_DOWN)
    acting.acknowledge(taken.pk, anne)
    order = [fire.pk, newer.pk, older.pk, wrong_way.pk, taken.pk, weapon.pk]
    assert [one.id for one in waiting(EVERYWHERE)] == order


def test_newest_alert_of_a_situation_speaks_for_it(alert_of: AlertOf, anne: Agent) -> None:
    first = alert_of(ago_s=200, lasted_s=10, confidence=0.5)
    acting.acknowledge(first.pk, anne)
    last = alert_of(ago_s=20, lasted_s=5, confidence=0.8)
    found = the_one()
    assert (found.alerts, found.count, found.confidence) == ((first.pk, last.pk), 2, 0.8)
    assert (found.began_at, found.last_at) == (first.started_at, last.started_at)
    assert (found.ended_at, found.lasts) == (last.ended_at, False)
    assert (found.owner, found.owner_id) == ("anne", anne.pk)  # a repeat asks for nobody else
    again = situation_of(last.pk)
    assert again is not None
    assert again.id == first.pk


def test_time_to_respond_is_of_the_venue_then_of_everywhere_then_of_the_severity(
    alert_of: AlertOf, anne: Agent, venue: Venue
) -> None:
    alert = alert_of()

    def left_s() -> float:
        respond_by = the_one().respond_by
        assert respond_by is not None
        return (respond_by - alert.raised_at).total_seconds()

    assert left_s() == RESPOND_WITHIN_S[Severity.MEDIUM]
    ResponseTime.objects.create(severity="medium", respond_within_s=90, agent=anne)
    assert left_s() == 90
    entered = {"kind": "intrusion", "agent": anne}
    Procedure.objects.create(respond_within_s=45, **entered)
    assert left_s() == 45
    Procedure.objects.create(respond_within_s=20, venue=venue, **entered)
    assert left_s() == 20
    Procedure.objects.create(venue=venue, **entered)  # takes back what the venue said
    assert left_s() == 45


def test_procedure_of_the_venue_is_shown_before_that_of_everywhere(
    anne: Agent, venue: Venue
) -> None:
    def words() -> str:
        found = responses().procedure(EventKind.FIRE, venue.pk)
        return found.text if found else ""

    assert words() == ""
    Procedure.objects.create(kind="fire", text="Call 18.", agent=anne)
    assert words() == "Call 18."
    Procedure.objects.create(kind="fire", text="Tell gate B, call 18.", venue=venue, agent=anne)
    assert words() == "Tell gate B, call 18."


def test_whoever_leaves_a_situation_gives_others_their_time(alert_of: AlertOf, anne: Agent) -> None:
    alert = alert_of()
    acting.acknowledge(alert.pk, anne)
    assert the_one().respond_by is None
    act = acting.release(alert.pk, anne)
    assert act is not None
    act.refresh_from_db()
    assert the_one().respond_by == act.at + timedelta(seconds=RESPOND_WITHIN_S[Severity.MEDIUM])
    assert (the_one().owner, the_one().acknowledged_at) == ("", None)


@pytest.mark.parametrize("count", [1, 12])
def test_queue_asks_as_often_for_many_as_for_one(
    alert_of: AlertOf, anne: Agent, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        alert = alert_of(zone_name=f"zone {number}")
        acting.acknowledge(alert.pk, anne)
    with django_assert_num_queries(5):
        assert len(waiting(EVERYWHERE)) == count
