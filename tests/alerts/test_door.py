"""An alert exists only under an order: by the door and, behind it, by the database."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from command_center.alerts.door import NotCovered, Superseded, end_alert, raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.leases.lease import Lease, take
from command_center.venues.models import Camera, Zone
from detection.kinds import EventKind

INSERT = """
    INSERT INTO alerts_alert
        (camera_id, order_id, zone_name, kind, started_at, box, confidence, reason, raised_at,
         uid, fence, found_at, software, models)
    VALUES (%s, %s, 'lawn', %s, %s, '{0,0,1,1}', 0.9, '{}', now(), gen_random_uuid(), 1, now(),
        '', '{}')
"""
HOLD = """
    INSERT INTO leases_lease (camera_id, fence, worker, taken_at, renewed_at, cost)
    VALUES (%s, 1, 'worker@here', now(), now(), 0) ON CONFLICT DO NOTHING
"""


def insert(camera: Camera, order: Order, kind: str, started_at: datetime) -> None:
    """By SQL, with a lease in order: only what a test is about is wrong."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HOLD, [camera.pk])
        cursor.execute(INSERT, [camera.pk, order.pk, kind, started_at])


def test_alert_carries_its_order_zone_and_reason(
    zone: Zone, order: Order, intrusion: Found
) -> None:
    raised = raise_alert(intrusion)
    alert = Alert.objects.get(pk=raised.pk)
    assert (alert.order, alert.zone, alert.zone_name) == (order, zone, "lawn")
    assert alert.box == [0.1, 0.2, 0.3, 0.6]
    assert alert.reason == {"objects": 1, "for_s": 1.0}


def test_sighting_without_an_order_leaves_nothing(intrusion: Found) -> None:
    with pytest.raises(NotCovered, match=r"North gate.*intrusion"):
        raise_alert(intrusion)
    assert not Alert.objects.exists()


def test_sighting_of_a_kind_the_order_does_not_name_leaves_nothing(
    order: Order, intrusion: Found
) -> None:
    with pytest.raises(NotCovered, match="fire"):
        raise_alert(replace(intrusion, kind=EventKind.FIRE))


def test_database_takes_a_covered_alert(camera: Camera, order: Order) -> None:
    insert(camera, order, "intrusion", timezone.now())
    assert Alert.objects.count() == 1


@pytest.mark.parametrize("late_s", [-1, 0], ids=["before the start", "at the end"])
def test_database_refuses_an_alert_outside_the_times(
    camera: Camera, order: Order, late_s: int
) -> None:
    edge = order.starts_at if late_s else order.ends_at
    with pytest.raises(IntegrityError, match="no order in force covers intrusion"):
        insert(camera, order, "intrusion", edge + timedelta(seconds=late_s))


def test_database_refuses_an_alert_of_another_kind(camera: Camera, order: Order) -> None:
    with pytest.raises(IntegrityError, match="no order in force covers fire"):
        insert(camera, order, "fire", timezone.now())


def test_database_refuses_an_alert_of_another_camera(camera: Camera, order: Order) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.2/")
    with pytest.raises(IntegrityError, match="no order in force covers"):
        insert(other, order, "intrusion", timezone.now())


def test_database_refuses_an_alert_once_the_order_is_withdrawn(
    camera: Camera, order: Order
) -> None:
    started_at = timezone.now()
    order.delete()
    with pytest.raises(IntegrityError, match="no order in force covers"):
        insert(camera, order, "intrusion", started_at)


def test_alert_cannot_be_moved_to_another_instant(camera: Camera, order: Order) -> None:
    insert(camera, order, "intrusion", timezone.now())
    with pytest.raises(DatabaseError, match="kept as it was found"), transaction.atomic():
        Alert.objects.update(started_at=order.ends_at)


def test_alert_that_has_ended_says_when(zone: Zone, order: Order, intrusion: Found) -> None:
    now = intrusion.started_at
    alert = raise_alert(intrusion)
    end_alert(alert, now + timedelta(seconds=4))
    alert.refresh_from_db()
    assert alert.ended_at == now + timedelta(seconds=4)


def test_alert_can_still_end_after_its_order_did(
    zone: Zone, order: Order, intrusion: Found
) -> None:
    now = intrusion.started_at
    alert = raise_alert(intrusion)
    order.delete()
    end_alert(alert, now + timedelta(seconds=1))
    assert Alert.objects.get().ended_at is not None


def test_alert_that_is_told_again_is_one(order: Order, intrusion: Found) -> None:
    assert raise_alert(intrusion) == raise_alert(intrusion)
    assert Alert.objects.count() == 1


def test_who_has_lost_the_camera_raises_nothing(
    camera: Camera, order: Order, intrusion: Found, takeover: None
) -> None:
    with pytest.raises(Superseded, match=r"lease 1 was lost before intrusion"):
        raise_alert(replace(intrusion, found_at=timezone.now()))
    assert not Alert.objects.exists()


def test_what_was_found_before_the_camera_was_lost_is_stored_later_with_its_time(
    order: Order, intrusion: Found, takeover: None
) -> None:
    alert = raise_alert(intrusion)
    alert.refresh_from_db()
    assert (alert.started_at, alert.found_at) == (intrusion.started_at, intrusion.found_at)


def test_lease_that_never_was_raises_nothing(order: Order, intrusion: Found) -> None:
    with pytest.raises(Superseded):
        raise_alert(replace(intrusion, fence=7))


@pytest.fixture
def takeover(camera: Camera, lease: Lease, intrusion: Found) -> None:
    """Another worker has the camera since."""
    lease.give_up()
    assert take(camera.pk, "worker@elsewhere", 0.1)
