"""The calibration pages: the cameras, one camera's period, its proposals and the record."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.calibration import period
from command_center.calibration.forms import PeriodForm
from command_center.calibration.looking import hindrance
from command_center.calibration.models import Calibration
from command_center.calibration.proposals import accept
from command_center.calibration.rows import (
    acceptance_rows,
    camera_rows,
    held_back_rows,
    minutes_left,
    proposal_rows,
)
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.venues.models import Camera
from command_center.venues.telling import tell_waiting
from command_center.venues.versions import SecondPersonNeeded


@require_GET
@right("calibration.view_calibration", filtered=True)
def cameras(request: HttpRequest) -> HttpResponse:
    found = camera_rows(reach_of(request, "calibration.view_calibration"))
    return render(request, "pages/calibration/cameras.html", {"cameras": found})


@require_GET
@never_cache
@right("calibration.view_calibration", looks=True)
def camera(request: HttpRequest, camera_id: int) -> HttpResponse:
    return _page(request, get_object_or_404(Camera, pk=camera_id), PeriodForm())


@right("calibration.add_calibration")
@require_POST
def begin(request: HttpRequest, camera_id: int) -> HttpResponse:
    found = get_object_or_404(Camera, pk=camera_id)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        period.begin(found, cast(Agent, request.user), form.length())
    except period.AlreadyRunning:
        messages.warning(request, _("This camera is being calibrated already."))
    return redirect("calibration_camera", camera_id)


@right("calibration.add_calibration")
@require_POST
def stop(request: HttpRequest, calibration_id: int) -> HttpResponse:
    calibration = get_object_or_404(Calibration, pk=calibration_id)
    period.stop(calibration)
    messages.success(request, _("Calibration is stopped: this camera raises alerts again."))
    return redirect("calibration_camera", calibration.camera_id)


@right("calibration.add_acceptance")
@require_POST
def accept_thresholds(request: HttpRequest, calibration_id: int) -> HttpResponse:
    calibration = get_object_or_404(Calibration, pk=calibration_id)
    try:
        taken = accept(calibration, request.POST.getlist("rule"), cast(Agent, request.user))
    except SecondPersonNeeded as needed:
        tell_waiting(request, needed)
        return redirect("calibration_camera", calibration.camera_id)
    if taken:
        told = ngettext(
            "%(count)s threshold is set; the record is below.",
            "%(count)s thresholds are set; the record is below.",
            len(taken),
        )
        messages.success(request, told % {"count": len(taken)})
    else:
        messages.warning(request, _("Nothing was set: no rule was chosen."))
    return redirect("calibration_camera", calibration.camera_id)


@require_GET
@right("calibration.view_calibration", looks=True)
def empty_view(_request: HttpRequest, calibration_id: int) -> HttpResponse:
    """The picture of the view with nobody in it; what was masked since is masked in it, too."""
    calibration = get_object_or_404(Calibration.objects.select_related("camera"), pk=calibration_id)
    if calibration.empty_view is None:
        raise Http404
    jpeg = bytes(calibration.empty_view)
    masks = calibration.camera.burnt_masks()
    return HttpResponse(masks.burn_jpeg(jpeg) if masks else jpeg, content_type="image/jpeg")


def _page(request: HttpRequest, found: Camera, form: PeriodForm) -> HttpResponse:
    latest = found.calibrations.select_related("started_by").first()
    rules = proposal_rows(latest) if latest else []
    context = {
        "camera": found,
        "form": form,
        "calibration": latest,
        "is_running": latest is not None and latest.is_running(),
        "minutes_left": minutes_left(latest) if latest else 0,
        "hindrance": hindrance(found.pk),
        "proposals": rules,
        "any_change": any(rule.changes for rule in rules),
        "held_back": held_back_rows(latest) if latest else [],
        "acceptances": acceptance_rows(found),
        "ground": found.calibrated_ground(),
    }
    status = 400 if form.errors else 200
    return render(request, "pages/calibration/camera.html", context, status=status)
