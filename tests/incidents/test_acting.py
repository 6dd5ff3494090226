"""What people do with an incident: one after the other, and two at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from command_center.alerts.models import Alert
from command_center.incidents.acting import (
    MayNotAct,
    NotDone,
    Outdated,
    assign,
    correct,
    join_alert,
    note,
    open_incident,
    step,
)
from command_center.incidents.handing import hand_over, take_over
from command_center.incidents.models import HandOver, Incident
from command_center.incidents.state import ActKind, State
from command_center.incidents.takers import possible_takers
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Venue
from tests.incidents.opening import opened, unsaved
from tests.people.posted import posted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def kinds(incident: Incident) -> list[str]:
    return list(incident.acts.values_list("kind", flat=True))


def test_incident_from_an_alert_to_its_end(guard: Agent, venue: Venue, alert: Alert) -> None:
    incident = open_incident(unsaved(venue), guard, "Seen on the wall.", alert)
    assert (incident.version, incident.state) == (2, State.NEW)
    step(incident.pk, ActKind.BEGUN, 2, guard)
    incident.refresh_from_db()
    assert (incident.state, incident.assigned_to) == (State.IN_PROGRESS, guard)
    step(incident.pk, ActKind.RESOLVED, 3, guard, "Fence repaired.")
    step(incident.pk, ActKind.REOPENED, 4, guard, "Open again.")
    step(incident.pk, ActKind.RESOLVED, 5, guard, "Repaired for good.")
    step(incident.pk, ActKind.CLOSED, 6, guard)
    incident.refresh_from_db()
    assert (incident.state, incident.version) == (State.CLOSED, 7)
    expected = ["opened", "alert_joined", "begun", "resolved", "reopened", "resolved", "closed"]
    assert kinds(incident) == expected
    with pytest.raises(NotDone, match="closed"):
        note(incident.pk, guard, "One more thing.")


def test_alert_is_joined_once(guard: Agent, incident: Incident, alert: Alert) -> None:
    assert join_alert(incident.pk, alert, guard)
    assert join_alert(incident.pk, alert, guard) is None
    assert kinds(incident) == ["opened", "alert_joined"]


def test_who_has_not_seen_the_latest_changes_nothing(
    guard: Agent, colleague: Agent, incident: Incident
) -> None:
    assign(incident.pk, colleague, 1, colleague)
    with pytest.raises(Outdated, match="colleague did something"):
        step(incident.pk, ActKind.BEGUN, 1, guard)
    with pytest.raises(Outdated):
        correct(incident.pk, {"title": "Gate open"}, 1, guard)
    with pytest.raises(Outdated):
        assign(incident.pk, None, 1, guard)
    incident.refresh_from_db()
    assert (incident.assigned_to, incident.state) == (colleague, State.NEW)


def test_notes_are_added_whatever_others_did(
    guard: Agent, colleague: Agent, incident: Incident
) -> None:
    note(incident.pk, colleague, "I see it.")
    note(incident.pk, guard, "Me too.")
    assert kinds(incident) == ["opened", "noted", "noted"]


def test_correction_tells_what_it_was_before(guard: Agent, incident: Incident) -> None:
    assert correct(incident.pk, {"severity": "medium"}, 1, guard) is None
    act = correct(incident.pk, {"severity": "high", "title": "Gate open"}, 1, guard)
    assert act
    assert act.changes == {
        "severity": ["medium", "high"],
        "title": ["Fence open at the north gate", "Gate open"],
    }


def test_whose_training_has_ended_does_nothing(
    guard: Agent, incident: Incident, stranger: Agent
) -> None:
    with pytest.raises(MayNotAct):
        note(incident.pk, stranger, "I was never trained.")
    assert kinds(incident) == ["opened"]


def test_taking_over_gives_what_is_open_to_the_taker(
    guard: Agent, colleague: Agent, venue: Venue, incident: Incident
) -> None:
    other = opened(venue, guard)
    step(incident.pk, ActKind.BEGUN, 1, guard)
    given = hand_over(HandOver(venue=venue, by=guard, words="Two open."), [incident, other])
    incident.refresh_from_db()
    assert incident.assigned_to == guard, "until somebody takes it"
    for state in (ActKind.BEGUN, ActKind.RESOLVED, ActKind.CLOSED):
        other.refresh_from_db()
        step(other.pk, state, other.version, guard, "Done.")
    take_over(given.pk, colleague)
    incident.refresh_from_db()
    other.refresh_from_db()
    assert (incident.assigned_to, other.assigned_to) == (colleague, guard)
    assert kinds(incident) == ["opened", "begun", "handed_over", "taken_over"]
    with pytest.raises(NotDone, match="does not wait"):
        take_over(given.pk, colleague)


def test_hand_over_that_is_withdrawn_is_taken_by_nobody(
    guard: Agent, colleague: Agent, venue: Venue
) -> None:
    given = hand_over(HandOver(venue=venue, by=guard, words="All quiet."), [])
    assert not HandOver.objects.withdraw(given.pk, colleague)
    assert HandOver.objects.withdraw(given.pk, guard)
    with pytest.raises(NotDone):
        take_over(given.pk, colleague)


def test_takers_are_those_who_may_change_incidents_there(
    guard: Agent, colleague: Agent, venue: Venue, stranger: Agent
) -> None:
    station = Venue.objects.create(name="Station")
    for name, role, at in (
        ("here", Role.OPERATOR, venue),
        ("everywhere", Role.SUPERVISOR, None),
        ("elsewhere", Role.OPERATOR, station),
        ("inspector", Role.INSPECTOR, venue),
    ):
        posted(Agent.objects.create_user(name), role, at)
    left = Agent.objects.create_user("left", is_active=False)
    posted(left, Role.OPERATOR, venue)
    found = [agent.username for agent in possible_takers(venue)]
    assert found == ["colleague", "everywhere", "here", "operator"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_in_hand_at_once_one_does(
    guard: Agent, colleague: Agent, incident: Incident
) -> None:
    assert _at_once(lambda by: step(incident.pk, ActKind.BEGUN, 1, by), guard, colleague) == 1
    incident.refresh_from_db()
    assert (incident.version, kinds(incident)) == (2, ["opened", "begun"])


@pytest.mark.django_db(transaction=True)
def test_of_notes_that_are_written_at_once_none_is_lost(
    guard: Agent, colleague: Agent, incident: Incident
) -> None:
    people = [guard, colleague] * 5
    assert _at_once(lambda by: note(incident.pk, by, "Seen."), *people) == 10
    numbers = incident.acts.values_list("number", flat=True)
    assert list(numbers) == list(range(1, 12))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_at_once_one_does(
    guard: Agent, colleague: Agent, incident: Incident
) -> None:
    given = hand_over(HandOver(venue=incident.venue, by=guard, words="x"), [incident])
    assert _at_once(lambda by: take_over(given.pk, by), *[colleague] * 4) == 1
    assert kinds(incident).count("taken_over") == 1


def _at_once(do: Any, *people: Agent) -> int:
    """How many of them did it."""

    def one(by: Agent) -> bool:
        try:
            do(by)
        except NotDone:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(people)) as threads:
        return sum(threads.map(one, people))
