from datetime import timedelta
from typing import Any

from django.utils import timezone

from command_center.law.gate import Gate, covering_order, permissions, permitted_kinds
from command_center.law.models import Order
from command_center.law.once_a_second import ASKED_EVERY_S, OnceASecond
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.ordering import ordered


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
    ordered([camera], reference="2026-11-0043", kinds=[EventKind.FIRE.value])
    assert EventKind.FIRE in permitted_kinds(camera.pk, timezone.now())
    assert EventKind.DENSITY in permitted_kinds(camera.pk, timezone.now())


def test_covering_order_is_none_for_a_kind_it_does_not_name(order: Order, camera: Camera) -> None:
    now = timezone.now()
    assert covering_order(camera.pk, EventKind.INTRUSION, now) == order.pk
    assert covering_order(camera.pk, EventKind.FIRE, now) is None


def test_gate_obeys_a_withdrawal_once_its_answer_is_old(order: Order, camera: Camera) -> None:
    seconds = iter([0.0, ASKED_EVERY_S - 0.01, ASKED_EVERY_S])
    gate = Gate(camera.pk, OnceASecond("gate", permissions, {}, clock=lambda: next(seconds)))
    assert gate.permitted(timezone.now())
    order.delete()
    later = timezone.now() + timedelta(seconds=1)
    assert gate.permitted(later)
    assert not gate.permitted(later)


def test_gate_opens_and_shuts_at_the_instant_and_not_when_it_is_asked_next(
    camera: Camera,
) -> None:
    gate = Gate(camera.pk, OnceASecond("gate", permissions, {}, clock=lambda: 0.0))
    start, end = timezone.now() + timedelta(seconds=1), timezone.now() + timedelta(seconds=2)
    ordered([camera], starts_at=start, ends_at=end)
    moment = timedelta(microseconds=1)
    instants = start - moment, start, end - moment, end
    assert [bool(gate.permitted(at)) for at in instants] == [False, True, True, False]


def test_many_cameras_are_one_question(camera: Camera, django_assert_num_queries: Any) -> None:
    answers = OnceASecond("gate", permissions, {}, clock=lambda: 0.0)
    cameras = [Camera.objects.create(venue=camera.venue, name=f"{n}") for n in range(20)]
    ordered(cameras)
    with django_assert_num_queries(1):
        assert all(Gate(one.pk, answers).permitted(timezone.now()) for one in cameras)
