"""Everything about one alert, on a page of its own, and the verdict on it."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.alerts.judging import judge, unjudged
from command_center.alerts.models import Alert
from command_center.alerts.rows import alert_row, verdict_rows
from command_center.alerts.verdict_form import VerdictForm, confirmations, invalidations
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.register.models import RegisteredModel
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class ModelName:
    """`name` is empty where the register does not hold it."""

    sha256: str
    name: str


@right("alerts.view_alert", looks=True)
@require_GET
@never_cache
def alert(request: HttpRequest, alert_id: int) -> HttpResponse:
    return _page(request, _found(alert_id), VerdictForm(), 200)


@right("alerts.view_alert", "alerts.add_verdict", looks=True)
@require_POST
def alert_verdict(request: HttpRequest, alert_id: int) -> HttpResponse:
    found, form = _found(alert_id), VerdictForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 400)
    judge(found, cast(Agent, request.user), **form.said())
    messages.info(request, _("Kept, with your name and the time. A later verdict corrects it."))
    return redirect("alert", alert_id)


def _found(alert_id: int) -> Alert:
    alerts = Alert.objects.select_related("camera__venue", "order")
    return get_object_or_404(alerts.prefetch_related("verdicts__agent"), pk=alert_id)


def _page(request: HttpRequest, found: Alert, form: VerdictForm, status: int) -> HttpResponse:
    waiting = unjudged(reach_of(request, "alerts.view_alert"))
    context: dict[str, Any] = {
        "found": found,
        "alert": alert_row(found),
        "verdicts": verdict_rows(found),
        "models": _models(found),
        "form": form,
        "confirmations": confirmations(),
        "invalidations": invalidations(EventKind(found.kind)),
        "unjudged": waiting.count(),
        "next": waiting.exclude(pk=found.pk).first(),
    }
    return render(request, "pages/alert/alert.html", context, status=status)


def _models(found: Alert) -> list[ModelName]:
    known = RegisteredModel.objects.filter(sha256__in=found.models)
    names = dict(known.values_list("sha256", "name"))
    return [ModelName(sha256, names.get(sha256, "")) for sha256 in found.models]
