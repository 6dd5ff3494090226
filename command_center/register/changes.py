"""What is done to a registered model: reviewed, retired, timed, given to cameras."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.register.assigning import assign
from command_center.register.entering import Review, add_review
from command_center.register.forms import LONGEST_REASON, ReviewForm
from command_center.register.measuring import ask, is_awaited
from command_center.register.models import RegisteredModel
from command_center.register.tasks import measure_model
from command_center.register.views import model_page
from command_center.venues.versions import Outdated


@right("register.add_modelreview")
@require_POST
def model_review(request: HttpRequest, model_id: int) -> HttpResponse:
    found = _reviewed(model_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return model_page(request, model_id, form)
    retired = found.is_retired  # type: ignore[attr-defined]
    add_review(found, form.review(), cast(Agent, request.user), is_retired=retired)
    messages.success(request, _("Kept, with your name and the time."))
    return redirect("model", model_id)


@right("register.add_modelreview")
@require_POST
def model_retire(request: HttpRequest, model_id: int) -> HttpResponse:
    """Or bring it back."""
    found, reason = _reviewed(model_id), request.POST.get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        messages.error(request, _("Say in a few words why: it is kept with the change."))
        return redirect("model", model_id)
    retired = "retire" in request.POST
    add_review(found, _as_before(found, reason), cast(Agent, request.user), is_retired=retired)
    told = _("Retired: no worker loads it any more.") if retired else _("It may be loaded again.")
    messages.success(request, told)
    return redirect("model", model_id)


@right("register.add_measurement")
@require_POST
def model_measure(request: HttpRequest, model_id: int) -> HttpResponse:
    found = get_object_or_404(RegisteredModel, pk=model_id)
    last = found.measurements.first()
    if last and is_awaited(last):
        messages.warning(request, _("It is being measured already."))
    else:
        measure_model.delay(ask(found, cast(Agent, request.user)).pk)
    return redirect("model", model_id)


@right("venues.change_camera")
@require_POST
def model_assign(request: HttpRequest, model_id: int) -> HttpResponse:
    found, reason = _reviewed(model_id), request.POST.get("reason", "").strip()[:LONGEST_REASON]
    try:
        shown = dict(_pair(given) for given in request.POST.getlist("shown"))
        chosen = {int(given) for given in request.POST.getlist("camera")}
    except ValueError:
        messages.error(request, _("Nothing was changed: the form was not complete."))
        return redirect("model", model_id)
    if not reason:
        messages.error(request, _("Say in a few words why: it is kept with the change."))
        return redirect("model", model_id)
    if found.is_retired or found.purpose != "general":  # type: ignore[attr-defined]
        messages.error(request, _("Only a general model that is not retired is given to cameras."))
        return redirect("model", model_id)
    _assign(request, found, shown, chosen, reason)
    return redirect("model", model_id)


def _assign(
    request: HttpRequest,
    found: RegisteredModel,
    shown: dict[int, int],
    chosen: set[int],
    reason: str,
) -> None:
    try:
        count = assign(found, shown, chosen, cast(Agent, request.user), reason)
    except Outdated as outdated:
        text = _("Somebody has changed “%(camera)s” meanwhile: nothing was changed, look again.")
        messages.error(request, text % {"camera": outdated.latest.camera})
        return
    told = ngettext("%(count)s camera is changed.", "%(count)s cameras are changed.", count)
    messages.success(request, told % {"count": count})


def _reviewed(model_id: int) -> RegisteredModel:
    return get_object_or_404(RegisteredModel.objects.reviewed(), pk=model_id)


def _as_before(found: RegisteredModel, reason: str) -> Review:
    before = found.reviews.first()
    if before is None:
        return Review("", "", "", reason)
    return Review(before.licence, before.source, before.certificate, reason)


def _pair(given: str) -> tuple[int, int]:
    camera, _colon, version = given.partition(":")
    return int(camera), int(version)
