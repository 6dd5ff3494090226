"""What everybody must be told of the law's leave: it ends soon, it is not there, it is stopped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from command_center.law.hindrances import named
from command_center.law.local_time import shown_in
from command_center.law.models import Order, Stop
from command_center.law.order_rows import standing_stops, stop_told
from command_center.law.order_state import WITHIN_A_DAY, OrderState, with_states
from command_center.people.reach import EVERYWHERE, Reach

SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Warnings:
    """`in_force`: all of them; `soon`: over within an hour, and not renewed; `ending`: within a
    day; `unannounced`: started without a notice; `everything`: the stop of everything that
    stands; `stopped`: the orders that are stopped by a key of their own."""

    in_force: tuple[Order, ...]
    soon: tuple[Order, ...]
    ending: tuple[Order, ...]
    unannounced: tuple[Order, ...]
    everything: Stop | None
    stopped: tuple[Order, ...]

    @property
    def is_anything_stopped(self) -> bool:
        return self.everything is not None or bool(self.stopped)

    def told(self) -> Iterator[tuple[str, str]]:
        """Severity and sentence."""
        if self.everything:
            yield "high", stop_told(self.everything, ZoneInfo(get_current_timezone_name()))
        for severity, text, orders in (
            ("high", _("Stopped, so that nothing is analysed under it: %(orders)s."), self.stopped),
            ("high", _not_announced(), self.unannounced),
            ("high", _("Over within the hour, without a renewal: %(orders)s."), self.soon),
            ("medium", _("Over within a day, without a renewal: %(orders)s."), self.ending),
        ):
            if orders:
                yield severity, text % {"orders": named([_order(one) for one in orders])}


def _not_announced() -> str:
    return _(
        "Started, but the public is not informed yet, so that nothing is analysed: %(orders)s."
    )


def _order(order: Order) -> str:
    end = shown_in(order.ends_at, ZoneInfo(order.venue.time_zone))
    return _("%(order)s, until %(time)s") % {"order": order, "time": end}


def warnings(at: datetime, reach: Reach = EVERYWHERE) -> Warnings:
    """Two questions to the database. Orders of the demonstration renew themselves."""
    running = with_states(at).filter(starts_at__lte=at, ends_at__gt=at, withdrawn_at=None)
    found = list(
        running.filter(reach.of("venue_id")).select_related("venue").order_by("ends_at", "pk")
    )
    everything = standing_stops().get(None)
    in_force = _in_state(found, OrderState.IN_FORCE)
    ending = [one for one in in_force if _is_ending(one, at)]
    return Warnings(
        in_force=in_force,
        soon=tuple(one for one in ending if one.ends_at - at <= SOON),
        ending=tuple(one for one in ending if one.ends_at - at > SOON),
        unannounced=_in_state(found, OrderState.UNANNOUNCED),
        everything=everything,
        stopped=() if everything else _in_state(found, OrderState.STOPPED),
    )


def _in_state(orders: Sequence[Any], state: OrderState) -> tuple[Order, ...]:
    return tuple(one for one in orders if one.state_then == state)


def _is_ending(order: Any, at: datetime) -> bool:
    is_near = order.ends_at - at <= WITHIN_A_DAY
    return is_near and not order.is_renewed and not order.is_demonstration
