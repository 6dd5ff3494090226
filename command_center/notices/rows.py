"""What the administrators' pages show: is the public informed, and of what is so now?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import get_language

from command_center.law.models import Notice, Order
from command_center.notices.contact import Contact
from command_center.notices.content import NoticeContent, notice_content
from command_center.notices.differences import Difference, differences
from command_center.people.reach import Reach
from command_center.venues.models import Venue


@dataclass(frozen=True, slots=True)
class OrderRow:
    """`state`: informed, changed (what was published is not so any more), exempt, or uninformed.
    `renewed`: the order before it, where the differences are from that one's notice."""

    order: Order
    state: str
    notice: Notice | None
    differences: Sequence[Difference]
    renewed: Order | None = None
    is_over: bool = False

    @property
    def since(self) -> datetime | None:
        return self.notice.published_at if self.notice else None


@dataclass(frozen=True, slots=True)
class VenueRow:
    venue: Venue
    contact: Contact | None
    orders: Sequence[OrderRow]
    ended: Sequence[OrderRow]


def order_row(order: Order, live: NoticeContent | None = None) -> OrderRow:
    """`live`: in the reader's language, where it was made already."""
    now = timezone.now()
    is_over = order.ends_at <= now or order.withdrawn_at is not None
    notice = _latest(order)
    if notice is not None and notice.is_exemption:
        return OrderRow(order, "exempt", notice, (), is_over=is_over)
    before, renewed = (notice, None) if notice else _of_renewed(order)
    changed: Sequence[Difference] = ()
    if before is not None and not is_over:
        changed = differences(before.content, live or notice_content(order, get_language() or "fr"))
    state = "changed" if notice and changed else "informed" if notice else "uninformed"
    return OrderRow(order, state, notice, changed, renewed, is_over)


def venue_rows(reach: Reach) -> list[VenueRow]:
    """Venues by name; of each the orders that are not over, then those that are, latest first."""
    orders = Order.objects.select_related("venue", "renews").prefetch_related("notices")
    orders = orders.order_by("starts_at", "id")
    venues = Venue.objects.filter(Q(orders__isnull=False) | Q(cameras__isnull=False)).distinct()
    venues = venues.filter(reach.of("pk"))
    found = venues.select_related("contact").prefetch_related(Prefetch("orders", orders))
    return [_venue_row(venue) for venue in found.order_by("name")]


def _venue_row(venue: Venue) -> VenueRow:
    rows = [order_row(order) for order in venue.orders.all()]
    current = [row for row in rows if not row.is_over]
    ended = [row for row in reversed(rows) if row.is_over]
    return VenueRow(venue, getattr(venue, "contact", None), current, ended)


def _latest(order: Order) -> Notice | None:
    """The one entered last: it says what holds."""
    return max(order.notices.all(), key=lambda one: one.pk, default=None)


def _of_renewed(order: Order) -> tuple[Notice | None, Order | None]:
    """What the public was told of the order that this one renews."""
    renewed = order.renews
    notice = _latest(renewed) if renewed else None
    return (notice, renewed) if notice and not notice.is_exemption else (None, None)


def history(order: Order) -> Iterable[Notice]:
    return order.notices.select_related("entered_by").order_by("-pk")
