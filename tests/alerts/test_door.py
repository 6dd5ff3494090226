"""An alert exists only under an order: by the door and, behind it, by the database."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from command_center.alerts.door import NotCovered, end_alert, raise_alert
from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.venues.models import Camera, Zone
from detection.kinds import EventKind
from detection.sighting import Sighting

INSERT = """
    INSERT INTO alerts_alert
        (camera_id, order_id, zone_name, kind, started_at, box, confidence, reason, raised_at)
    VALUES (%s, %s, 'lawn', %s, %s, '{0,0,1,1}', 0.9, '{}', now())
"""


def insert(camera: Camera, order: Order, kind: str, started_at: datetime) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [camera.pk, order.pk, kind, started_at])


def test_alert_carries_its_order_zone_and_reason(
    camera: Camera, zone: Zone, order: Order, sighting: Sighting
) -> None:
    raised = raise_alert(camera, sighting, timezone.now())
    alert = Alert.objects.get(pk=raised.pk)
    assert (alert.order, alert.zone, alert.zone_name) == (order, zone, "lawn")
    assert alert.box == [0.1, 0.2, 0.3, 0.6]
    assert alert.reason == {"objects": 1, "for_s": 1.0}


def test_sighting_without_an_order_leaves_nothing(camera: Camera, sighting: Sighting) -> None:
    with pytest.raises(NotCovered, match=r"North gate.*intrusion"):
        raise_alert(camera, sighting, timezone.now())
    assert not Alert.objects.exists()


def test_sighting_of_a_kind_the_order_does_not_name_leaves_nothing(
    camera: Camera, order: Order, sighting: Sighting
) -> None:
    with pytest.raises(NotCovered, match="fire"):
        raise_alert(camera, replace(sighting, kind=EventKind.FIRE), timezone.now())


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
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Alert.objects.update(started_at=order.ends_at)


def test_alert_that_has_ended_says_when(
    camera: Camera, zone: Zone, order: Order, sighting: Sighting
) -> None:
    now = timezone.now()
    alert = raise_alert(camera, sighting, now)
    end_alert(alert, now + timedelta(seconds=4))
    alert.refresh_from_db()
    assert alert.ended_at == now + timedelta(seconds=4)


def test_alert_can_still_end_after_its_order_did(
    camera: Camera, zone: Zone, order: Order, sighting: Sighting
) -> None:
    now = timezone.now()
    alert = raise_alert(camera, sighting, now)
    order.delete()
    end_alert(alert, now + timedelta(seconds=1))
    assert Alert.objects.get().ended_at is not None
