"""The load meter: what arrived and what people did, and whose names are told to whom."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.desk.acting import acknowledge
from command_center.desk.putting_aside import shelve
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE, NOWHERE, Reach
from command_center.people.roles import Role
from command_center.supervision.load_contributors import contributors
from command_center.supervision.load_desk import Time, desk_loads
from command_center.supervision.load_handled import handled
from command_center.supervision.load_operators import leads, operator_loads
from command_center.venues.models import Camera, Venue
from detection.kinds import EventKind
from tests.law.ordering import ordered
from tests.people.posted import posted
from tests.statistics.planting import alerted, camera_elsewhere

ENGLISH = {"accept-language": "en"}
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NAME = "Quatremaine"


@pytest.fixture
def order(camera: Camera) -> Order:
    """Of the last ten days."""
    now = timezone.now()
    return ordered([camera], starts_at=now - 10 * DAY, ends_at=now + DAY)


@pytest.fixture
def elsewhere(db: None) -> Camera:
    return camera_elsewhere()


@pytest.fixture
def watcher(camera: Camera) -> Agent:
    """An operator with a name of their own."""
    agent = Agent.objects.create_user(NAME, password="correct horse battery")
    return posted(agent, Role.OPERATOR, camera.venue)


def signed_in(client: Client, role: Role, venue: Venue | None, name: str = "reader") -> Client:
    agent = Agent.objects.create_user(name, password="correct horse battery")
    client.force_login(posted(agent, role, venue))
    return client


def arrived(order: Order, camera: Camera, ago: timedelta, **given: Any) -> Alert:
    """Before so long; it lasted for a second."""
    began = timezone.now() - ago
    return alerted(order, camera, began, ended_at=began + timedelta(seconds=1), **given)


def since() -> datetime:
    return timezone.now() - DAY


def test_repeats_are_one_situation_and_the_first_who_deals_with_it_is_told(
    order: Order, camera: Camera, watcher: Agent
) -> None:
    first = arrived(order, camera, 9 * MINUTE)
    again = arrived(order, camera, 7 * MINUTE)
    arrived(order, camera, 30 * MINUTE, zone_name="stand")
    acknowledge(first.pk, watcher)
    judge(again, watcher, "invalidated", cause="shadow")
    stand, lawn = sorted(handled(EVERYWHERE, since()), key=lambda one: one.began_at)
    assert (lawn.alerts, lawn.repeats, stand.alerts) == (2, 1, 1)
    assert lawn.taken
    assert lawn.judged
    assert stand.taken is None
    assert (lawn.taken.agent_id, lawn.taken.is_verdict) == (watcher.pk, False)
    assert lawn.judged.cause == "shadow"
    assert (lawn.tally.invalidated, lawn.tally.unjudged) == (1, 1)


def test_desk_is_measured(order: Order, camera: Camera, watcher: Agent) -> None:
    for n in range(12):
        arrived(order, camera, 5 * MINUTE, zone_name=f"gate {n}")
    standing = arrived(order, camera, 2 * DAY)
    judged = arrived(order, camera, 3 * DAY)
    judge(judged, watcher, "confirmed", follow_up="none")
    now = timezone.now()
    venues = {camera.venue_id: "Stadium"}
    found = handled(EVERYWHERE, now - DAY)
    [load] = desk_loads(found, EVERYWHERE, venues, Time(now - DAY, now))
    assert (load.situations, load.now_per_ten, len(load.tens)) == (12, 12, 144)
    assert load.is_flooded
    assert 4 * MINUTE < load.in_flood < 6 * MINUTE
    assert (load.waiting, load.standing) == (13, 1)
    assert standing.pk


def test_worst_source_is_first_with_what_people_said_of_it(
    order: Order, camera: Camera, watcher: Agent
) -> None:
    for n in range(4):
        alert = arrived(order, camera, (20 + n * 20) * MINUTE)
        judge(alert, watcher, "invalidated", cause="reflection")
    dense = arrived(order, camera, 8 * MINUTE, kind=EventKind.DENSITY.value, zone_name="stand")
    shelve(dense.pk, watcher, 30 * MINUTE, "Known crowd")
    found = handled(EVERYWHERE, since())
    intrusions, density = contributors(found, EVERYWHERE, since())
    assert (intrusions.kind, intrusions.situations, intrusions.share) == ("intrusion", 4, 0.8)
    assert intrusions.false_alarms.causes == [("reflection", 4)]
    assert (density.shelved, intrusions.shelved) == (1, 0)


def test_operators_are_told_only_where_the_reader_leads(
    order: Order, camera: Camera, elsewhere: Camera, watcher: Agent
) -> None:
    judge(arrived(order, camera, 9 * MINUTE), watcher, "confirmed", follow_up="none")
    found, now = handled(EVERYWHERE, since()), timezone.now()
    [load] = operator_loads(found, Reach(venues={camera.venue_id: frozenset()}), now)
    assert (load.name, load.taken, load.judged, load.taken_now) == (NAME, 1, 1, 1)
    assert operator_loads(found, Reach(venues={elsewhere.venue_id: frozenset()}), now) == []
    assert operator_loads(found, NOWHERE, now) == []


def test_only_a_supervisors_post_leads(camera: Camera, watcher: Agent) -> None:
    chief = Agent.objects.create_user("chief", password="correct horse battery")
    assert leads(posted(chief, Role.SUPERVISOR, camera.venue)).whole_venues() == {camera.venue_id}
    assert not leads(watcher)
    for role in (Role.ADMINISTRATOR, Role.LEGAL, Role.INSPECTOR):
        other = Agent.objects.create_user(role, password="correct horse battery")
        assert not leads(posted(other, role, None))
    assert not leads(Agent.objects.create_superuser("root", password="correct horse battery"))


@pytest.mark.parametrize("days", ["", "?days=7", "?days=x"])
def test_supervisor_sees_the_load_by_name(
    client: Client, order: Order, camera: Camera, watcher: Agent, days: str
) -> None:
    judge(arrived(order, camera, 9 * MINUTE), watcher, "invalidated", cause="animal")
    page = signed_in(client, Role.SUPERVISOR, camera.venue).get(f"/load/{days}", headers=ENGLISH)
    assert NAME in page.text
    assert "North gate" in page.text
    assert 'every="20"' in page.text


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEGAL, Role.INSPECTOR])
def test_others_see_no_name(
    client: Client, order: Order, camera: Camera, watcher: Agent, role: Role
) -> None:
    judge(arrived(order, camera, 9 * MINUTE), watcher, "confirmed", follow_up="none")
    page = signed_in(client, role, None).get("/load/", headers=ENGLISH)
    assert page.status_code == 200
    assert "North gate" in page.text
    assert NAME not in page.text
    assert "Only supervisors of a place" in page.text


def test_supervisor_of_another_venue_sees_nothing_of_this_one(
    client: Client, order: Order, camera: Camera, elsewhere: Camera, watcher: Agent
) -> None:
    judge(arrived(order, camera, 9 * MINUTE), watcher, "confirmed", follow_up="none")
    page = signed_in(client, Role.SUPERVISOR, elsewhere.venue).get("/load/", headers=ENGLISH)
    assert "Zulu park" in page.text
    assert "Stadium" not in page.text
    assert NAME not in page.text


def test_operator_may_not(client: Client, watcher: Agent) -> None:
    client.force_login(watcher)
    assert client.get("/load/").status_code == 403
