"""Where orders belong, and what is said or done about them."""

from collections.abc import Sequence

from command_center.law.models import Notice, Order, Stop
from command_center.people.places import found_at, placed
from command_center.people.reach import Place


def declare() -> None:
    found_at("order_id", _of_order)
    found_at("stop_id", _of_stop)
    found_at("notice_id", _of_notice)


def _of_order(number: int) -> Sequence[Place]:
    return placed(Order.objects.filter(pk=number).order_by().values_list("venue_id"))


def _of_stop(number: int) -> Sequence[Place]:
    """A stop of everything is of no venue."""
    return placed(Stop.objects.filter(pk=number).order_by().values_list("order__venue_id"))


def _of_notice(number: int) -> Sequence[Place]:
    return placed(Notice.objects.filter(pk=number).order_by().values_list("order__venue_id"))
