"""Deleting says first what hangs on it, and is confirmed by typing its name."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.setup.deletion.deleting import Kept, delete_camera, delete_venue, retire
from command_center.setup.deletion.hanging import Hanging, on_camera, on_venue
from command_center.setup.given_zones import LONGEST_REASON
from command_center.venues.models import Camera, Venue
from command_center.venues.telling import outdated_words
from command_center.venues.versions import Outdated, latest_number


@right("venues.delete_camera")
@require_http_methods(["GET", "POST"])
@never_cache
def camera_delete(request: HttpRequest, camera_id: int) -> HttpResponse:
    camera = get_object_or_404(Camera.objects.select_related("venue"), pk=camera_id)
    fault = ""
    if request.method == "POST":
        is_retired = request.POST.get("way") == "retire"
        fault = (_retired if is_retired else _camera_deleted)(request, camera)
        if not fault:
            return redirect("cameras")
    context = {**_context(request, on_camera(camera), fault), "latest": latest_number(camera)}
    return render(request, "pages/cameras/delete.html", {**context, "camera": camera})


@right("venues.delete_venue")
@require_http_methods(["GET", "POST"])
@never_cache
def venue_delete(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = get_object_or_404(Venue, pk=venue_id)
    fault = ""
    if request.method == "POST":
        fault = _venue_deleted(request, venue)
        if not fault:
            return redirect("venues")
    context = _context(request, on_venue(venue), fault)
    return render(request, "pages/cameras/venue_delete.html", {**context, "venue": venue})


def _context(request: HttpRequest, hanging: list[Hanging], fault: str) -> dict[str, Any]:
    return {
        "kept": [one for one in hanging if one.is_kept],
        "gone": [one for one in hanging if not one.is_kept],
        "fault": fault,
        "reason": _reason(request),
        "longest_reason": LONGEST_REASON,
    }


def _retired(request: HttpRequest, camera: Camera) -> str:
    """Why not; empty where it is done."""
    based_on = request.POST.get("based_on", "")
    if not _reason(request) or not based_on.isdecimal():
        return _reason_is_missing()
    try:
        retire(camera.pk, int(based_on), cast(Agent, request.user), _reason(request))
    except Outdated:
        return outdated_words()
    messages.success(request, _("Camera “%(camera)s” is retired.") % {"camera": camera})
    return ""


def _camera_deleted(request: HttpRequest, camera: Camera) -> str:
    fault = _unconfirmed(request, camera.name)
    if fault:
        return fault
    try:
        delete_camera(camera.pk, cast(Agent, request.user), _reason(request))
    except Kept:
        return _("Meanwhile it has got a history: it can only be retired.")
    messages.success(request, _("Camera “%(camera)s” is deleted.") % {"camera": camera.name})
    return ""


def _venue_deleted(request: HttpRequest, venue: Venue) -> str:
    fault = _unconfirmed(request, venue.name)
    if fault:
        return fault
    try:
        delete_venue(venue.pk, cast(Agent, request.user), _reason(request))
    except Kept:
        return _("It is not empty: only an empty venue can be deleted.")
    messages.success(request, _("Venue “%(venue)s” is deleted.") % {"venue": venue.name})
    return ""


def _unconfirmed(request: HttpRequest, name: str) -> str:
    if request.POST.get("name", "").strip() != name:
        return _("Nothing was deleted: the name is not the same.")
    return "" if _reason(request) else _reason_is_missing()


def _reason_is_missing() -> str:
    return _("Say in a few words why: it is kept with the change.")


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:LONGEST_REASON]
