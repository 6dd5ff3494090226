"""Entering an order, checking first what it would do; renewing one; withdrawing one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, timezone
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.law.hindrances import Hindrance, hindrances, worst_first
from command_center.law.local_time import MINUTE, entered, local, span
from command_center.law.models import Order
from command_center.law.month import a_month_after
from command_center.law.order_form import OrderForm
from command_center.law.order_rows import kinds_told, order_rows, standing_stops, stop_told
from command_center.law.order_state import with_states
from command_center.law.overlaps import overlaps
from command_center.law.reason_form import ReasonForm
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.people.reached import reach_of

COPIED = ("authority", "service", "event", "reasons", "perimeter", "venue", "certificate")
"""What a renewal most often repeats; its reference and its publication are its own."""


@right("law.add_order", filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def order_new(request: HttpRequest) -> HttpResponse:
    """Three steps by what is posted: `enter` stores, `correct` gives the form back, all else shows
    first what the order would do."""
    reach = reach_of(request, "law.add_order")
    if request.method != "POST":
        renewed = _renewal(request.GET.get("renews", ""), reach)
        return _form_page(request, OrderForm(reach, initial=renewed))
    form, step = OrderForm(reach, request.POST), request.POST.get("step")
    if not form.is_valid() or step == "correct":
        return _form_page(request, form)
    if step != "enter":
        return render(request, "pages/orders/order_check.html", _checked(request, form))
    order = form.enter(cast(Agent, request.user))
    if order is None:
        return _form_page(request, form)
    messages.success(request, _("Order %(order)s is entered.") % {"order": order})
    return redirect("order", order.pk)


@right("law.delete_order")
@require_http_methods(["GET", "POST"])
@never_cache
def order_withdraw(request: HttpRequest, order_id: int) -> HttpResponse:
    now = timezone.now()
    order = get_object_or_404(with_states(now).select_related("venue", "withdrawn_by"), pk=order_id)
    (row,) = order_rows([order], now)
    if row.is_over:
        messages.warning(request, _("Order %(order)s is over already.") % {"order": order})
        return redirect("order", order.pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        order.withdraw(cast(Agent, request.user), form.cleaned_data["reason"])
        told = _("Order %(order)s is withdrawn: analysis has stopped.")
        messages.success(request, told % {"order": order})
        return redirect("order", order.pk)
    return render(request, "pages/orders/order_withdraw.html", {"row": row, "form": form})


def _form_page(request: HttpRequest, form: OrderForm) -> HttpResponse:
    return render(request, "pages/orders/order_form.html", {"form": form})


def _renewal(given: str, reach: Reach) -> dict[str, Any]:
    """What the form begins with; nothing where no such order is named."""
    known = Order.objects.filter(reach.wholly_of("venue_id"), is_demonstration=False)
    known = known.select_related("venue")
    old = known.filter(pk=int(given)).first() if given.isdecimal() and len(given) < 18 else None
    if old is None:
        return {}
    zone = ZoneInfo(old.venue.time_zone)
    start = max(old.ends_at, timezone.now().replace(second=0, microsecond=0))
    return {
        **{name: getattr(old, name) for name in COPIED},
        "cameras": list(old.cameras.values_list("pk", flat=True)),
        "kinds": old.kinds,
        "starts_at": entered(start, zone),
        "ends_at": _local_end(old, start, zone).strftime(MINUTE),
        "renews": old.pk,
    }


def _local_end(old: Order, start: datetime, zone: ZoneInfo) -> datetime:
    """As long as the old one by the clock there; a month where that was one, and never longer."""
    latest = local(a_month_after(start, zone), zone)
    if old.ends_at == a_month_after(old.starts_at, zone):
        return latest
    length = local(old.ends_at, zone) - local(old.starts_at, zone)
    return min(local(start, zone) + length, latest)


def _checked(request: HttpRequest, form: OrderForm) -> dict[str, Any]:
    order, cameras = form.instance, list(form.cleaned_data["cameras"])
    zone = ZoneInfo(order.venue.time_zone)
    return {
        "order": order,
        "cameras": cameras,
        "kinds": kinds_told(order.kinds),
        "lasts": span(order.ends_at - order.starts_at),
        "days": _days(order, zone),
        "begins_in": span(order.starts_at - timezone.now()),
        "has_begun": order.starts_at <= timezone.now(),
        "hindrances": worst_first([*_not_yet(), *hindrances(order, cameras)]),
        "overlaps": overlaps(order, cameras),
        "posted": [(n, value) for n in form.fields for value in request.POST.getlist(n)],
    }


def _not_yet() -> Iterator[Hindrance]:
    """What holds for every order that is entered now."""
    stop = standing_stops().get(None)
    if stop:
        yield Hindrance("high", stop_told(stop, ZoneInfo(get_current_timezone_name())))
    informed = _(
        "The public is not informed of it yet: "
        "until its notice is published, nothing is analysed under it."
    )
    yield Hindrance("medium", informed)


def _days(order: Order, zone: ZoneInfo) -> str:
    """The days of the week that it touches there."""
    first = order.starts_at.astimezone(zone).date()
    last = (order.ends_at.astimezone(zone) - timedelta(microseconds=1)).date()
    days = [first + timedelta(days=number) for number in range(min((last - first).days + 1, 7))]
    if len(days) == 7:
        return _("every day of the week")
    return ", ".join(formats.date_format(day, "l") for day in days)
