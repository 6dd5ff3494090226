from datetime import timedelta

from django.utils import timezone

from command_center.law.gate import Gate, covering_order, permitted_kinds
from command_center.law.models import Order
from command_center.law.once_a_second import ASKED_EVERY_S
from command_center.venues.models import Camera
from detection.kinds import EventKind


def test_gate_permits_what_the_order_names(order: Order, camera: Camera) -> None:
    kinds = permitted_kinds(camera.pk, timezone.now())
    assert kinds == {EventKind.INTRUSION, EventKind.DENSITY}


def test_gate_permits_nothing_without_an_order(camera: Camera) -> None:
    assert permitted_kinds(camera.pk, timezone.now()) == frozenset()


def test_gate_permits_nothing_outside_the_times(order: Order, camera: Camera) -> None:
    assert not permitted_kinds(camera.pk, order.starts_at - timedelta(seconds=1))
    assert not permitted_kinds(camera.pk, order.ends_at)


def test_gate_permits_nothing_to_a_camera_that_is_not_listed(order: Order, camera: Camera) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="rtsp://192.0.2.2/")
    assert not permitted_kinds(other.pk, timezone.now())


def test_gate_joins_the_kinds_of_several_orders(order: Order, camera: Camera) -> None:
    order.pk, order.reference, order.kinds = None, "2026-11-0043", [EventKind.FIRE.value]
    order.save()
    order.cameras.add(camera)
    assert EventKind.FIRE in permitted_kinds(camera.pk, timezone.now())
    assert EventKind.DENSITY in permitted_kinds(camera.pk, timezone.now())


def test_covering_order_is_none_for_a_kind_it_does_not_name(order: Order, camera: Camera) -> None:
    now = timezone.now()
    assert covering_order(camera.pk, EventKind.INTRUSION, now) == order
    assert covering_order(camera.pk, EventKind.FIRE, now) is None


def test_gate_obeys_a_withdrawal_once_its_answer_is_old(order: Order, camera: Camera) -> None:
    seconds = iter([0.0, ASKED_EVERY_S - 0.01, ASKED_EVERY_S])
    gate = Gate(camera.pk, clock=lambda: next(seconds))
    assert gate.permitted(timezone.now())
    order.delete()
    later = timezone.now() + timedelta(seconds=1)
    assert gate.permitted(later)
    assert not gate.permitted(later)
