"""What of a venue the public may read: orders that were announced, and no other."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db.models import Max

from command_center.law.models import Order
from command_center.venues.models import Venue

SHOWN_AFTER = relativedelta(months=1)
"""Images may be kept as long: whoever was there can still use their rights."""


@dataclass(frozen=True, slots=True)
class Announced:
    """`current` go on or are to come, `past` ended within a month."""

    current: list[Order]
    past: list[Order]


def announced(venue: Venue, now: datetime) -> Announced | None:
    """None where the public was never told of anything: such a venue is not even named.

    An order with an exemption alone stays unknown.
    """
    orders = Order.objects.filter(
        venue=venue, notices__is_exemption=False, notices__published_at__lte=now
    )
    told = list(orders.annotate(last=Max("notices__published_at")).order_by("starts_at", "id"))
    if not told:
        return None
    since = now.astimezone(ZoneInfo(venue.time_zone)) - SHOWN_AFTER
    current = [one for one in told if _ends_at(one) > now]
    past = [one for one in told if since < _ends_at(one) <= now]
    return Announced(current, past)


def _ends_at(order: Order) -> datetime:
    return min(order.ends_at, order.withdrawn_at or order.ends_at)
