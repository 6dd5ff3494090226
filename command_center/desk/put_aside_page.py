"""What is put aside: by whom, until when, why; lifting it, and entering more."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.desk.models import Suppression
from command_center.desk.put_aside_form import PutAsideForm
from command_center.desk.putting_aside import lift, put_aside
from command_center.desk.refusal import Refused
from command_center.desk.suppression import Form
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of

SEES, SHELVES, DESIGNS = "alerts.view_alert", "desk.add_suppression", "desk.suppress_by_design"
MOST_PAST = 50


@require_GET
@never_cache
@right(SEES, looks=True, filtered=True)
def suppressions(request: HttpRequest) -> HttpResponse:
    return _page(request)


@right(SEES, DESIGNS, filtered=True)
@require_POST
def suppression_new(request: HttpRequest) -> HttpResponse:
    form = PutAsideForm(reach_of(request, DESIGNS), request.POST)
    if not form.is_valid():
        return _page(request, form, 400)
    suppression = form.suppression()
    suppression.agent = cast(Agent, request.user)
    try:
        put_aside(suppression)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, refusal.status)
    messages.success(request, _("Put aside. Its alerts are still stored, and wait for a verdict."))
    return redirect("suppressions")


@right(SEES, SHELVES)
@require_POST
def suppression_lift(request: HttpRequest, suppression_id: int) -> HttpResponse:
    """What supervisors entered, supervisors lift."""
    found = get_object_or_404(Suppression.objects.select_related("camera"), pk=suppression_id)
    if found.form != Form.SHELVED and not request.user.has_perm(DESIGNS):
        raise PermissionDenied
    try:
        lift(found, cast(Agent, request.user))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Lifted: its alerts are in the queue again."))
    return redirect("suppressions")


def _page(
    request: HttpRequest, form: PutAsideForm | None = None, status: int = 200
) -> HttpResponse:
    found = Suppression.objects.within(reach_of(request, SEES))
    found = found.select_related("camera__venue", "agent", "lifted_by")
    in_force = list(found.in_force())
    numbers = [one.pk for one in in_force]
    may_enter = request.user.has_perm(DESIGNS)
    context: dict[str, Any] = {
        "in_force": in_force,
        "past": found.exclude(pk__in=numbers)[:MOST_PAST],
        "may_enter": may_enter,
        "form": (form or PutAsideForm(reach_of(request, DESIGNS))) if may_enter else None,
    }
    return render(request, "pages/put_aside/put_aside.html", context, status=status)
