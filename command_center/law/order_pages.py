"""The pages of the orders: the list, the calendar, one order."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.law.hindrances import hindrances
from command_center.law.order_calendar import Month
from command_center.law.order_rows import chain_of, kinds_told, order_rows
from command_center.law.order_state import OrderState, with_states
from command_center.law.stop_rows import stop_rows
from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.venues.models import Venue

A_PAGE = 25


@right("law.view_order", filtered=True)
@require_GET
@never_cache
def orders(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found, chosen = _chosen(request, now)
    page = Paginator(found.order_by("group", "-starts_at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"rows": order_rows(page.object_list, now), "page": page, **chosen}
    return render(request, "pages/orders/orders.html", context)


@right("law.view_order", filtered=True)
@require_GET
@never_cache
def order_calendar(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    month = Month.of(request.GET.get("month", ""), timezone.localdate(now))
    found, chosen = _chosen(request, now)
    first, end = (datetime.combine(day, time(), UTC) for day in (month.first, month.end))
    day = timedelta(days=1)  # clocks differ from place to place
    around = found.filter(starts_at__lt=end + day, ends_at__gt=first - day)
    lines = month.lines(order_rows(around, now), now)
    context = {"month": month, "days": list(month.days()), "lines": lines, **chosen}
    return render(request, "pages/orders/calendar.html", context)


@right("law.view_order")
@require_GET
@never_cache
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    now = timezone.now()
    known = with_states(now).select_related(
        "venue", "certificate", "renews", "entered_by", "withdrawn_by"
    )
    found = get_object_or_404(known, pk=order_id)
    (row,) = order_rows([found], now)
    cameras = list(found.cameras.all())
    counts = found.alerts.order_by().values_list("kind").annotate(Count("pk"))
    context = {
        "row": row,
        "order": found,
        "cameras": cameras,
        "kinds": kinds_told(found.kinds),
        "hindrances": [] if row.is_over else hindrances(found, cameras),
        "chain": chain_of(found),
        "stops": stop_rows(found.stops.all()),
        "notices": found.notices.select_related("entered_by"),
        "alert_counts": [(*kinds_told([kind])[0], count) for kind, count in counts],
    }
    return render(request, "pages/orders/order.html", context)


def _chosen(request: HttpRequest, now: datetime) -> tuple[Any, dict[str, Any]]:
    """The orders that the filter lets through, and what the page needs to show it."""
    venue, state = request.GET.get("venue", ""), request.GET.get("state", "")
    within = reach_of(request, "law.view_order")
    found = with_states(now).filter(within.of("venue_id")).select_related("venue", "withdrawn_by")
    if venue.isdecimal() and len(venue) < 18:
        found = found.filter(venue=int(venue))
    if state in OrderState.values:
        found = found.filter(state_then=state)
    filtered = {"venue": venue, "state": state}
    return found, {
        "venues": Venue.objects.filter(within.of("pk")).order_by("name"),
        "states": OrderState.choices,
        "chosen": filtered,
        "query": urlencode({name: value for name, value in filtered.items() if value}),
        "now": now,
    }
