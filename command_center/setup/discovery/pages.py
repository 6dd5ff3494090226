"""Cameras are searched for, asked what they send, and entered, several one after the other."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.reach import Reach
from command_center.people.reached import reach_of
from command_center.setup.camera_form import CameraForm
from command_center.setup.discovery.device_words import described, silent_words, trouble_text
from command_center.venues.models import Camera
from detection.source.onvif.addresses import host_of, service_address, service_addresses
from detection.source.onvif.device import describe
from detection.source.onvif.discovery import search
from detection.source.onvif.finding import Finding, find_at
from detection.source.onvif.login import Login
from detection.source.onvif.trouble import OnvifError


@right("venues.add_camera", filtered=True)
@require_POST
@never_cache
def camera_search(request: HttpRequest) -> JsonResponse:
    """On the network, or at the addresses that were given; some seconds, and nothing is kept."""
    try:
        addresses = service_addresses(request.POST.get("addresses", ""))
    except OnvifError as error:
        return JsonResponse({"error": trouble_text(error)})
    finding = find_at(addresses) if addresses else Finding(search(), {})
    entered = _names_by_host(reach_of(request, "venues.add_camera"))
    found = [
        {
            "address": one.address,
            "host": one.host,
            "name": one.name or one.model,
            "model": one.model,
            "entered": entered.get(one.host),
        }
        for one in finding.found
    ]
    return JsonResponse({"found": found, "silent": silent_words(finding.silent)})


@sensitive_post_parameters("password")
@right("venues.add_camera", looks=True, filtered=True)
@require_POST
@never_cache
def camera_ask(request: HttpRequest) -> JsonResponse:
    """What one device is and sends, for this name and password; they are not kept."""
    login = Login(request.POST.get("user", ""), request.POST.get("password", ""))
    asked = request.POST.get("address", "")
    looked_at(request, [Thing("camera_ask", detail={"host": _host(asked)})])
    try:
        return JsonResponse(described(describe(service_address(asked), login)))
    except OnvifError as error:
        return JsonResponse({"error": trouble_text(error)})


def _host(asked: str) -> str:
    """Never the whole of it, which may hold a password."""
    return host_of(asked if "://" in asked else f"//{asked}")


@sensitive_post_parameters("password")
@right("venues.add_camera", filtered=True)
@require_POST
@never_cache
def camera_enter(request: HttpRequest) -> JsonResponse:
    """As the form enters one, with the usual settings for what is not given."""
    reach = reach_of(request, "venues.add_camera")
    form = CameraForm(_usual() | request.POST.dict(), reach=reach)
    if not form.is_valid():
        texts = [str(text) for texts in form.errors.values() for text in texts]
        return JsonResponse({"error": " ".join(texts)})
    camera = form.save()
    return JsonResponse({"camera": camera.pk, "zones": reverse("zones", args=[camera.pk])})


def _usual() -> dict[str, Any]:
    new = Camera()
    return {field: getattr(new, field) for field in ("queue", "analysed_per_s", "is_enabled")}


def _names_by_host(reach: Reach) -> dict[str, str]:
    """Of the cameras that are entered already, where the reader may know of them."""
    known = Camera.objects.filter(reach.of("venue_id", "pk"))
    return {host: one.name for one in known if (host := host_of(one.url))}
