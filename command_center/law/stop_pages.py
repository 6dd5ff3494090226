"""The stop keys: everything, or one order; taking up again. Each needs two deliberate movements."""

from datetime import timedelta
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from command_center.law.local_time import shown
from command_center.law.models import Order, Resumption, Stop
from command_center.law.order_rows import order_rows
from command_center.law.order_state import OVER, OrderState, with_states
from command_center.law.reason_form import LONGEST_REASON, ReasonForm, ResumeForm
from command_center.law.stop_rows import longest_late_s, stop_rows
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of

A_PAGE = 50
STILL_TOLD = timedelta(minutes=1)
"""Workers that hear at all have obeyed long before."""


@right("law.view_stop", filtered=True)
@require_GET
@never_cache
def stops(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    within = reach_of(request, "law.view_stop")
    running = with_states(now).filter(within.of("venue_id"), group=0)
    running = running.select_related("venue", "withdrawn_by")
    known = Stop.objects.filter(within.of("order__venue_id") | Q(order=None))
    standing = stop_rows(known.standing())
    page = Paginator(known.exclude(resumption=None), A_PAGE).get_page(request.GET.get("page"))
    lifted = stop_rows(Stop.objects.filter(pk__in=[one.pk for one in page.object_list]))
    context = {
        "is_new": any(row.stop.at > now - STILL_TOLD for row in standing),
        "running": order_rows(running.order_by("ends_at"), now),
        "everything": next((row for row in standing if row.stop.order_id is None), None),
        "standing": standing,
        "lifted": lifted,
        "page": page,
        "longest_late_s": longest_late_s([*standing, *lifted]),
        "longest_reason": LONGEST_REASON,
        "may_stop_everything": reach_of(request, "law.add_stop").is_everywhere,
        "may_resume_everything": reach_of(request, "law.add_resumption").is_everywhere,
    }
    return render(request, "pages/stops/stops.html", context)


@right("law.add_stop")
@require_http_methods(["GET", "POST"])
@never_cache
def stop_everything(request: HttpRequest) -> HttpResponse:
    return _stop_page(request, None)


@right("law.add_stop")
@require_http_methods(["GET", "POST"])
@never_cache
def order_stop(request: HttpRequest, order_id: int) -> HttpResponse:
    order = get_object_or_404(with_states(timezone.now()).select_related("venue"), pk=order_id)
    if OrderState(order.state_then) in OVER:
        messages.warning(request, _("Order %(order)s is over already.") % {"order": order})
        return _afterwards(request, "wall")
    return _stop_page(request, order)


def _stop_page(request: HttpRequest, order: Order | None) -> HttpResponse:
    standing = Stop.objects.standing().filter(order=order).select_related("by").first()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and standing is None and form.is_valid():
        stop = Stop.objects.create(
            order=order, by=cast(Agent, request.user), reason=form.cleaned_data["reason"]
        )
        stop.refresh_from_db()
        messages.warning(request, _stopped(stop))
        return _afterwards(request, "stop_everything")
    context = {"order": order, "form": form, "standing": standing}
    return render(request, "pages/stops/stop.html", context)


def _stopped(stop: Stop) -> str:
    told = {"time": shown(timezone.localtime(stop.at)), "order": stop.order}
    if stop.order is None:
        return _("Everything is stopped since %(time)s.") % told
    return _("Order %(order)s is stopped since %(time)s.") % told


@right("law.add_resumption")
@require_http_methods(["GET", "POST"])
@never_cache
def stop_resume(request: HttpRequest, stop_id: int) -> HttpResponse:
    stop = get_object_or_404(Stop.objects.select_related("by", "order__venue"), pk=stop_id)
    form = ResumeForm(request.POST or None)
    if Resumption.objects.filter(stop=stop).exists():
        messages.info(request, _("This stop is lifted already."))
        return _afterwards(request, "wall")
    if request.method == "POST" and form.is_valid():
        _resume(request, stop, form.cleaned_data)
        return _afterwards(request, "wall")
    return render(request, "pages/stops/resume.html", {"stop": stop, "form": form})


def _resume(request: HttpRequest, stop: Stop, given: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            Resumption.objects.create(stop=stop, by=cast(Agent, request.user), **given)
    except IntegrityError:  # somebody else was quicker
        messages.info(request, _("This stop is lifted already."))
        return
    told = _("The stop is lifted: what an order in force permits is analysed again.")
    messages.success(request, told)


def _afterwards(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the list, for those who may read it."""
    return redirect("stops" if request.user.has_perm("law.view_stop") else otherwise)
