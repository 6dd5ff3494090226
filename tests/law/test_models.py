from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from command_center.law.models import Order, OrderedCamera
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.law.ordering import ordered


def test_order_is_in_force_from_its_start_up_to_its_end(order: Order) -> None:
    found = Order.objects.in_force
    assert found(order.starts_at).get() == order
    assert found(order.ends_at - timedelta(microseconds=1)).get() == order
    assert not found(order.ends_at).exists()
    assert not found(order.starts_at - timedelta(microseconds=1)).exists()


def test_deleting_an_order_withdraws_it_and_keeps_its_row(order: Order) -> None:
    order.delete()
    (kept,) = Order.objects.all()
    assert kept.state() == "withdrawn"
    assert kept.cameras.count() == 1


def test_deleting_an_order_by_sql_withdraws_it_too(order: Order) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM law_order WHERE id = %s", [order.pk])
    order.refresh_from_db()
    assert order.withdrawn_at is not None


def test_withdrawn_order_cannot_be_put_in_force_again(order: Order) -> None:
    order.delete()
    with pytest.raises(DatabaseError, match="was withdrawn"), transaction.atomic():
        Order.objects.update(withdrawn_at=None)


def test_camera_list_of_an_order_cannot_shrink_unseen(order: Order) -> None:
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        OrderedCamera.objects.all().delete()


def test_order_for_a_kind_outside_the_law_is_refused(camera: Camera) -> None:
    with pytest.raises(IntegrityError, match="order_kinds_are_of_the_eight"), transaction.atomic():
        ordered([camera], kinds=[EventKind.INTRUSION.value, "face"])


def test_order_that_ends_when_it_starts_is_refused(camera: Camera) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError, match="order_ends_after_start"), transaction.atomic():
        ordered([camera], starts_at=now, ends_at=now)


@pytest.mark.parametrize(
    ("after_start", "state"),
    [(-1, "planned"), (0, "in_force"), (7199, "in_force"), (7200, "ended")],
)
def test_order_says_its_state(order: Order, after_start: int, state: str) -> None:
    assert order.state(order.starts_at + timedelta(seconds=after_start)) == state


def test_withdrawn_order_was_in_force_before(order: Order) -> None:
    order.delete()
    order = Order.objects.get()
    assert order.state(timezone.now() - timedelta(minutes=1)) == "in_force"
