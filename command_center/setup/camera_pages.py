"""A camera is entered, tried before it is saved, and changed."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.setup.camera_form import CameraForm
from command_center.setup.discovery.words import discovery_words
from command_center.setup.probing import probed
from command_center.venues.models import Camera
from command_center.venues.telling import outdated_words
from command_center.venues.versions import Outdated, changing
from detection.source.onvif.addresses import host_of


@right("venues.add_camera", filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def camera_new(request: HttpRequest) -> HttpResponse:
    form = CameraForm(request.POST or None, reach=reach_of(request, "venues.add_camera"))
    if request.method == "POST" and form.is_valid():
        camera = form.save()
        messages.success(request, _("Camera “%(camera)s” is entered.") % {"camera": camera})
        return redirect("zones", camera.pk)
    context = {"form": form, "words": discovery_words()}
    return render(request, "pages/cameras/camera_form.html", context)


@right("venues.change_camera", looks=True)
@require_http_methods(["GET", "POST"])
@never_cache
def camera_edit(request: HttpRequest, camera_id: int) -> HttpResponse:
    camera = get_object_or_404(Camera, pk=camera_id)
    form = CameraForm(request.POST or None, instance=camera)
    if request.method == "POST" and form.is_valid() and _is_changed(request, form):
        messages.success(request, _("Camera “%(camera)s” is changed.") % {"camera": camera})
        return redirect("cameras")
    return render(request, "pages/cameras/camera_form.html", {"form": form, "camera": camera})


def _is_changed(request: HttpRequest, form: CameraForm) -> bool:
    given, author = form.cleaned_data, cast(Agent, request.user)
    try:
        with changing(form.instance.pk, given["based_on"], author, given["reason"]):
            form.save()
    except Outdated:
        form.add_error(None, outdated_words())
        return False
    return True


@right("venues.add_camera", looks=True, filtered=True)
@require_POST
def camera_probe(request: HttpRequest) -> JsonResponse:
    """Some seconds; nothing is kept. `camera` names the one that is being changed."""
    reach = reach_of(request, "venues.add_camera")
    asked = request.POST.get("camera", "")
    within = reach.of("venue_id", "pk")
    known = Camera.objects.filter(within, pk=asked if asked.isdecimal() else 0).first()
    form = CameraForm(request.POST, instance=known, reach=reach)
    form.is_valid()  # what else is missing does not matter yet
    for field in ("address", "password"):
        if field in form.errors:
            return JsonResponse({"error": " ".join(form.errors[field])})
    looked_at(request, [_probed(form.instance)])
    return JsonResponse(probed(form.instance.url, known.burnt_masks() if known else None))


def _probed(camera: Camera) -> Thing:
    """Never its address, which holds a password."""
    place = (camera.pk or "", camera.pk, camera.venue_id)
    return Thing("camera_probe", *place, detail={"host": host_of(camera.url)})
