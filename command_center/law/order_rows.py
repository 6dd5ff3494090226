"""Orders as the pages show them: the state in words, why it is so, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from command_center.law.local_time import shown_in, span
from command_center.law.models import Order, Stop
from command_center.law.order_state import ICONS, WITHIN_A_DAY, OrderState
from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class OrderRow:
    """`order` is one of `with_states`; `why` says more of its state, and may be empty; `stop` is
    what stopped it, or everything, and stands."""

    order: Any
    state: OrderState
    why: str
    stop: Stop | None = None

    @property
    def icon(self) -> str:
        return ICONS[self.state]

    @property
    def kinds(self) -> "list[tuple[str, str | Promise]]":
        """Each with its icon."""
        return kinds_told(self.order.kinds)

    @property
    def is_over(self) -> bool:
        return self.order.group == 2  # type: ignore[no-any-return]

    @property
    def can_be_stopped(self) -> bool:
        return self.order.group == 0 and self.state != OrderState.STOPPED


def kinds_told(kinds: Iterable[str]) -> "list[tuple[str, str | Promise]]":
    return [(kind, KIND_LABELS[EventKind(kind)]) for kind in kinds]


def order_rows(orders: Iterable[Order], now: datetime) -> list[OrderRow]:
    """One more question for all of them: which stops stand."""
    standing = standing_stops()
    return [_row(order, standing, now) for order in orders]


def standing_stops() -> dict[int | None, Stop]:
    """By order, and by None for everything: the earliest that stands."""
    found = Stop.objects.standing().select_related("by").order_by("-at")
    return {stop.order_id: stop for stop in found}


def stop_told(stop: Stop, zone: ZoneInfo) -> str:
    text = _("Stopped since %(time)s by %(agent)s: %(reason)s")
    if stop.order_id is None:
        text = _("Everything is stopped since %(time)s by %(agent)s: %(reason)s")
    told = {"time": shown_in(stop.at, zone), "agent": stop.by, "reason": stop.reason}
    return text % told


def _row(order: Any, standing: Mapping[int | None, Stop], now: datetime) -> OrderRow:
    state = OrderState(order.state_then)
    stop = standing.get(None) or standing.get(order.pk)
    return OrderRow(order, state, _why(order, state, stop, now), stop)


def _why(order: Any, state: OrderState, stop: Stop | None, now: datetime) -> str:
    zone = ZoneInfo(order.venue.time_zone)
    if state == OrderState.STOPPED:
        return stop_told(stop, zone) if stop else ""
    if state == OrderState.WITHDRAWN:
        return _withdrawn(order, zone)
    if state == OrderState.NO_REGIME:
        return _("No regime is in force now, so it permits nothing: see “Regimes”.")
    if state == OrderState.UNANNOUNCED:
        return _unannounced(order, zone)
    if state == OrderState.PLANNED:
        return _planned(order, now)
    return _ending(order, now) if state == OrderState.IN_FORCE else ""


def _withdrawn(order: Order, zone: ZoneInfo) -> str:
    told = {"time": shown_in(order.withdrawn_at, zone)} if order.withdrawn_at else {"time": ""}
    text = _("Withdrawn on %(time)s") % told
    by = f", {order.withdrawn_by}" if order.withdrawn_by else ""
    reason = f": {order.withdrawn_reason}" if order.withdrawn_reason else ""
    return f"{text}{by}{reason}"


def _unannounced(order: Any, zone: ZoneInfo) -> str:
    if order.informed_at is None:
        return _(
            "It has started without a notice: nothing is analysed until the public is informed."
        )
    told = _("The public is informed from %(time)s on: nothing is analysed before.")
    return told % {"time": shown_in(order.informed_at, zone)}


def _planned(order: Any, now: datetime) -> str:
    text = _("Begins in %(span)s.") % {"span": span(order.starts_at - now)}
    if order.informed_at is None:
        text += " " + _("Its notice is missing: without one nothing will be analysed.")
    return text


def _ending(order: Any, now: datetime) -> str:
    left = order.ends_at - now
    if left > WITHIN_A_DAY or order.is_renewed or order.is_demonstration:
        return ""
    return _("Ends in %(span)s, and no renewal is entered.") % {"span": span(left)}


def chain_of(order: Order) -> Sequence[Order]:
    """The order, what it renews and what renews it, the first one first."""
    same_venue = Order.objects.filter(venue_id=order.venue_id)
    known = {one.pk: one for one in same_venue}
    found, waiting = {order.pk}, [order.pk]
    while waiting:
        pk = waiting.pop()
        near = {one.pk for one in known.values() if one.renews_id == pk}
        renewed = known[pk].renews_id
        near |= {renewed} if renewed in known else set()
        waiting += sorted(near - found)
        found |= near
    return sorted((known[pk] for pk in found if pk in known), key=lambda one: one.starts_at)
