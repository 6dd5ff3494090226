"""One situation is one alert, though the worker that watches it may change meanwhile."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from command_center.alerts.delivery import Delivery
from command_center.alerts.models import Alert
from command_center.alerts.spool import Spool
from command_center.law.models import Order
from command_center.leases.lease import Lease, take
from command_center.people.models import Agent
from command_center.streams.reporter import TAKEN_OVER_WITHIN, Reporter
from command_center.venues.models import Camera, Zone
from command_center.venues.versions import changing
from detection.sighting import Sighting

NOW = timezone.now()


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    return Delivery(Spool(tmp_path))


@pytest.fixture
def died(
    camera: Camera, lease: Lease, delivery: Delivery, order: Order, sighting: Sighting
) -> Alert:
    """What a worker had raised and not ended when it was killed."""
    Reporter(camera, lease, delivery, NOW).begin(sighting, NOW)
    lease.give_up()
    return Alert.objects.get()


@pytest.fixture
def next_watch(camera: Camera, died: Alert, delivery: Delivery) -> Reporter:
    taken = take(camera.pk, "worker@elsewhere", 0.1)
    assert taken is not None
    return Reporter(camera, taken, delivery, NOW)


def test_situation_goes_on_under_the_next_worker(
    died: Alert, next_watch: Reporter, sighting: Sighting
) -> None:
    next_watch.begin(sighting, NOW + timedelta(seconds=5))
    next_watch.settle(NOW + 2 * TAKEN_OVER_WITHIN)
    died.refresh_from_db()
    assert died.ended_at is None
    next_watch.end(sighting, NOW + timedelta(seconds=60))
    died.refresh_from_db()
    assert died.ended_at == NOW + timedelta(seconds=60)
    assert Alert.objects.count() == 1


def test_situation_that_is_not_seen_again_ended_when_nobody_watched(
    died: Alert, next_watch: Reporter, sighting: Sighting
) -> None:
    next_watch.settle(NOW + TAKEN_OVER_WITHIN)
    assert Alert.objects.get().ended_at is None
    next_watch.settle(NOW + TAKEN_OVER_WITHIN + timedelta(seconds=1))
    assert Alert.objects.get().ended_at == max(NOW, died.started_at)


def test_second_situation_after_the_takeover_is_an_alert_of_its_own(
    died: Alert, next_watch: Reporter, sighting: Sighting
) -> None:
    next_watch.settle(NOW + 2 * TAKEN_OVER_WITHIN)
    next_watch.begin(sighting, NOW + timedelta(seconds=40))
    assert Alert.objects.count() == 2


def test_worker_that_was_paused_raises_nothing(
    camera: Camera, lease: Lease, delivery: Delivery, order: Order, sighting: Sighting
) -> None:
    hour_s = lease.clock() + 3600
    lease.clock = lambda: hour_s
    Reporter(camera, lease, delivery, NOW).begin(sighting, NOW)
    assert not Alert.objects.exists()


def test_alert_names_the_version_of_the_camera_under_which_it_was_found(
    camera: Camera,
    zone: Zone,
    lease: Lease,
    delivery: Delivery,
    order: Order,
    sighting: Sighting,
    operator: Agent,
) -> None:
    with changing(camera.pk, 0, operator, "only persons"):
        Zone.objects.update(parameters={"vehicles": 0})
    reporter = Reporter(camera, lease, delivery, NOW)
    with changing(camera.pk, 1, operator, "all again"):
        Zone.objects.update(parameters={})
    reporter.begin(sighting, NOW)
    assert Alert.objects.get().camera_version == 1
    with pytest.raises(DatabaseError, match="kept as it was found"), transaction.atomic():
        Alert.objects.update(camera_version=2)
