"""The regimes: the table, entering one, correcting one, taking one away. Nothing is automatic."""

from datetime import datetime, timedelta
from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from command_center.law.models import Order, Regime
from command_center.law.reason_form import ReasonForm
from command_center.law.regime_cover import PARIS
from command_center.law.regime_form import TAKEN_OVER, RegimeForm, taken_away
from command_center.law.regime_rows import spans
from command_center.people.door import right
from command_center.people.models import Agent


@right("law.view_regime")
@require_GET
@never_cache
def regimes(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate(timezone=PARIS)
    standing, gone = spans(today)
    is_in_force = any(one.regime and one.when == "present" for one in standing)
    context = {"spans": standing, "gone": gone, "is_in_force": is_in_force, "today": today}
    return render(request, "pages/regimes/regimes.html", context)


@right("law.add_regime")
@require_http_methods(["GET", "POST"])
@never_cache
def regime_new(request: HttpRequest) -> HttpResponse:
    form = RegimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        regime = form.enter(cast(Agent, request.user), None)
        if regime:
            messages.success(request, _("Regime “%(regime)s” is entered.") % {"regime": regime})
            return redirect("regimes")
    return render(request, "pages/regimes/regime_form.html", {"form": form})


@right("law.add_regime")
@require_http_methods(["GET", "POST"])
@never_cache
def regime_correct(request: HttpRequest, regime_id: int) -> HttpResponse:
    regime = get_object_or_404(Regime, pk=regime_id)
    known = {name: getattr(regime, name) for name in TAKEN_OVER}
    form = RegimeForm(request.POST or None, initial=known)
    is_right = request.method == "POST" and form.is_valid()
    if is_right and form.enter(cast(Agent, request.user), regime):
        messages.success(request, _("Regime “%(regime)s” is corrected.") % {"regime": regime})
        return redirect("regimes")
    context = {"form": form, "regime": regime, "touched": _touched(regime)}
    return render(request, "pages/regimes/regime_form.html", context)


@right("law.add_regime")
@require_http_methods(["GET", "POST"])
@never_cache
def regime_remove(request: HttpRequest, regime_id: int) -> HttpResponse:
    regime = get_object_or_404(Regime, pk=regime_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if taken_away(regime, cast(Agent, request.user), form.cleaned_data["reason"]):
            told = _("Regime “%(regime)s” does not apply any more.")
            messages.warning(request, told % {"regime": regime})
        else:
            messages.error(request, _("Somebody has just corrected it: look at it again."))
        return redirect("regimes")
    context = {"form": form, "regime": regime, "touched": _touched(regime)}
    return render(request, "pages/regimes/regime_remove.html", context)


def _touched(regime: Regime) -> "QuerySet[Order]":
    """The orders that are not over and rest on its days."""
    first = datetime.combine(regime.first_day, datetime.min.time(), PARIS)
    end = datetime.combine(regime.last_day, datetime.min.time(), PARIS) + timedelta(days=1)
    alive = Order.objects.filter(withdrawn_at=None, ends_at__gt=timezone.now())
    return alive.filter(starts_at__lt=end, ends_at__gt=first).select_related("venue")
