"""An alert is stored once, whatever fails in between."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import timezone

from command_center.alerts import delivery as deliveries
from command_center.alerts.delivery import Delivery
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.alerts.spool import Spool
from command_center.law.models import Order
from command_center.leases.lease import Lease, take
from command_center.venues.models import Camera


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool")


@pytest.fixture
def delivery(spool: Spool) -> Delivery:
    return Delivery(spool)


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The database does not answer until this is undone."""

    def nobody(found: Found) -> Alert:
        raise OperationalError("the connection was refused")

    monkeypatch.setattr(deliveries, "raise_alert", nobody)
    return monkeypatch


def test_what_is_stored_waits_no_longer(
    delivery: Delivery, spool: Spool, order: Order, intrusion: Found
) -> None:
    assert delivery.deliver(intrusion)
    assert Alert.objects.get().uid == intrusion.uid
    assert not list(spool.waiting())


def test_what_could_not_be_stored_is_stored_later_with_its_true_times(
    delivery: Delivery, spool: Spool, order: Order, intrusion: Found, away: pytest.MonkeyPatch
) -> None:
    assert delivery.deliver(intrusion)
    ended_at = intrusion.started_at + timedelta(seconds=4)
    delivery.deliver_end(intrusion, ended_at)
    assert len(list(spool.waiting())) == 1
    away.undo()
    for _ in range(2):
        delivery.deliver_waiting()
    alert = Alert.objects.get()
    assert (alert.started_at, alert.ended_at) == (intrusion.started_at, ended_at)
    assert not list(spool.waiting())


def test_worker_that_died_after_storing_tells_it_again_and_it_is_one(
    delivery: Delivery, spool: Spool, order: Order, intrusion: Found
) -> None:
    delivery.deliver(intrusion)
    spool.keep(intrusion)  # as if it had not come to forget it
    delivery.deliver_waiting()
    assert Alert.objects.count() == 1


def test_what_no_order_covers_is_not_kept(
    delivery: Delivery, spool: Spool, intrusion: Found
) -> None:
    assert not delivery.deliver(intrusion)
    assert not list(spool.waiting())


def test_what_was_found_after_the_camera_was_lost_is_not_kept(
    delivery: Delivery, spool: Spool, camera: Camera, lease: Lease, order: Order, intrusion: Found
) -> None:
    lease.give_up()
    assert take(camera.pk, "another", 0.1)
    late = Found.from_json(
        intrusion.to_json().replace(intrusion.found_at.isoformat(), timezone.now().isoformat())
    )
    assert not delivery.deliver(late)
    assert not Alert.objects.exists()
    assert not list(spool.waiting())


def test_what_can_never_be_stored_is_set_aside_and_the_others_are_stored(
    delivery: Delivery, spool: Spool, tmp_path: Path, order: Order, intrusion: Found
) -> None:
    spool.keep(replace(intrusion, camera_id=404, uid=uuid4()))
    spool.keep(intrusion)
    delivery.deliver_waiting()
    assert Alert.objects.get().uid == intrusion.uid
    assert not list(spool.waiting())
    assert len(list((tmp_path / "spool").glob("*.refused"))) == 1
