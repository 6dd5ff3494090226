"""What goes by age: an alert of an incident, and in the end what the incident itself tells."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.incidents.acting import join_alert, join_stretch, step
from command_center.incidents.erasing import erase_over_age
from command_center.incidents.handing import hand_over
from command_center.incidents.models import Act, HandOver, Incident
from command_center.incidents.state import ActKind
from command_center.incidents.stretch import Stretch
from command_center.incidents.tasks import erase_incidents
from command_center.journal.models import Entry, Operation
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.retention.erasing.run import erase
from command_center.retention.models import Hold, Rule
from command_center.venues.models import Camera
from tests.incidents.opening import opened
from tests.law.ordering import ordered
from tests.retention.keeping import kept_alert

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def day_order(camera: Camera, lease: Lease) -> Order:
    now = timezone.now()
    return ordered([camera], starts_at=now - timedelta(days=1), ends_at=now + HOUR)


@pytest.fixture
def old_alert(camera: Camera, day_order: Order) -> Alert:
    """Eight hours old."""
    return kept_alert(camera, day_order, 8 * HOUR)


@pytest.fixture
def closed(incident: Incident, guard: Agent) -> Incident:
    return _closed(incident, guard)


def kept_for(hours: int, author: Agent, **given: Any) -> None:
    """Alerts, and so incidents."""
    now = timezone.now()
    Rule.objects.create(
        what="alerts", keep_hours=hours, author=author, reason="Asked", entered_at=now, **given
    )


def aged(row: models.Model, column: str, by: timedelta) -> None:
    """As if it had been done earlier: what nobody can do but who owns the table."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with some waiting is not altered
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        sooner = f"UPDATE {table} SET {column} = {column} - %s WHERE id = %s"
        cursor.execute(sooner, [by, row.pk])
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    row.refresh_from_db()


def hold(**given: Any) -> Hold:
    usual: dict[str, Any] = {
        "procedure": "judicial",
        "reference": "PV 2026/7",
        "authority": "The judge",
        "requester": "An officer",
        "ends_at": timezone.now() + HOUR,
    }
    return Hold.objects.create(**usual | given)


def test_alert_that_is_erased_leaves_the_incident_right(
    client: Client, guard: Agent, incident: Incident, old_alert: Alert
) -> None:
    """Kind, camera and time stay; the report says so too."""
    join_alert(incident.pk, old_alert, guard)
    began_at = old_alert.started_at
    kept_for(6, guard)
    assert erase(rests=0)
    assert not Alert.objects.filter(pk=old_alert.pk).exists()
    page = client.get(f"/incidents/{incident.pk}").text
    assert "erased, as it was over age" in page
    assert f"{timezone.localtime(began_at):%H:%M:%S}" in page
    assert "North gate" in page
    assert f'href="/alerts/{old_alert.pk}"' not in page
    assert client.get(f"/incidents/{incident.pk}/report.pdf").status_code == 200


def test_closed_incident_goes_when_it_is_over_age(
    client: Client, guard: Agent, closed: Incident
) -> None:
    kept_for(6, guard, venue=closed.venue)
    aged(closed, "closed_at", 5 * HOUR)
    assert erase_over_age() == 0
    aged(closed, "closed_at", 2 * HOUR)
    erase_incidents()
    closed.refresh_from_db()
    assert (closed.title, closed.erased_at is not None) == ("", True)
    assert not Act.objects.exists()
    entry = Entry.objects.get(operation=Operation.ERASURE, object_kind="incident")
    assert (entry.object_id, entry.venue) == (str(closed.pk), closed.venue_id)
    page = client.get(f"/incidents/{closed.pk}").text
    assert "Erased, as it was over age" in page
    assert "Done by the patrol." not in page
    assert "erased, as it was over age" in client.get("/incidents/?state=all").text
    assert opened(closed.venue, guard).sequence == closed.sequence + 1


def test_incident_that_is_open_is_not_erased(guard: Agent, incident: Incident) -> None:
    kept_for(1, guard)
    assert erase_over_age() == 0
    with pytest.raises(IntegrityError, match="not over age"), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(title="", erased_at=timezone.now())


def test_incident_stays_while_an_alert_of_it_does(
    guard: Agent, camera: Camera, incident: Incident, old_alert: Alert
) -> None:
    """A hold on the alert holds the incident as well."""
    join_alert(incident.pk, old_alert, guard)
    _closed(incident, guard)
    kept_for(6, guard)
    aged(incident, "closed_at", 7 * HOUR)
    held = hold(alerts=[old_alert.pk], placed_by=guard)
    erase(rests=0)
    assert erase_over_age() == 0
    held.release(guard, "Decided")
    erase(rests=0)
    assert erase_over_age() == 1


def test_incident_stays_while_its_recording_is_held(
    guard: Agent, camera: Camera, incident: Incident
) -> None:
    now = timezone.now()
    join_stretch(incident.pk, Stretch(camera.pk, now - 2 * HOUR, now - HOUR), guard)
    _closed(incident, guard)
    kept_for(6, guard)
    aged(incident, "closed_at", 7 * HOUR)
    span = {"covers_from": now - 3 * HOUR, "covers_until": now - 1.5 * HOUR}
    held = hold(cameras=[camera.pk], placed_by=guard, **span)
    assert erase_over_age() == 0
    held.release(guard, "Decided")
    assert erase_over_age() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"title": "still told"},
        {"title": "", "severity": "low"},
        {"title": "", "state": "new"},
        {"title": "", "sequence": 8},
    ],
)
def test_erasing_changes_nothing_else(
    guard: Agent, closed: Incident, values: dict[str, Any]
) -> None:
    kept_for(6, guard)
    aged(closed, "closed_at", 7 * HOUR)
    with pytest.raises(IntegrityError, match="changes nothing else"), transaction.atomic():
        Incident.objects.filter(pk=closed.pk).update(erased_at=timezone.now(), **values)


def test_what_is_erased_stays_so(guard: Agent, closed: Incident) -> None:
    kept_for(6, guard)
    aged(closed, "closed_at", 7 * HOUR)
    erase_over_age()
    for values in ({"title": "Back"}, {"erased_at": None}, {"version": 9}):
        with pytest.raises(IntegrityError, match="is erased"), transaction.atomic():
            Incident.objects.filter(pk=closed.pk).update(**values)


def test_hand_over_goes_with_the_last_incident_that_names_it(
    guard: Agent, incident: Incident
) -> None:
    given = hand_over(HandOver(venue=incident.venue, by=guard, words="Fence."), [incident])
    alone = hand_over(HandOver(venue=incident.venue, by=guard, words="All quiet."), [])
    _closed(incident, guard)
    kept_for(6, guard)
    for one in (given, alone):
        aged(one, "at", 7 * HOUR)
    erase_over_age()
    assert list(HandOver.objects.all()) == [given]
    assert not HandOver.objects.filter(pk=alone.pk).exists()
    aged(incident, "closed_at", 7 * HOUR)
    erase_over_age()
    assert not HandOver.objects.exists()


def _closed(incident: Incident, by: Agent) -> Incident:
    for kind in (ActKind.BEGUN, ActKind.RESOLVED, ActKind.CLOSED):
        incident.refresh_from_db()
        step(incident.pk, kind, incident.version, by, "Done by the patrol.")
    incident.refresh_from_db()
    return incident
