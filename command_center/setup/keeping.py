"""A change that an editor sends: kept, or what stands against it, as JSON."""

from collections.abc import Callable

from django.http import JsonResponse
from django.urls import reverse

from command_center.people.models import Agent
from command_center.venues.models import Camera
from command_center.venues.second_person import AnotherWaits, wait_for_second
from command_center.venues.telling import another_waits_words
from command_center.venues.versions import (
    Outdated,
    SecondPersonNeeded,
    changing,
    latest_number,
)


def kept(
    camera: Camera, based_on: int, author: Agent, reason: str, put: Callable[[Camera], None]
) -> JsonResponse:
    """`put` changes the locked camera."""
    try:
        with changing(camera.pk, based_on, author, reason) as locked:
            put(locked)
    except Outdated as outdated:
        latest = outdated.latest
        name = latest.author.get_username() if latest.author else ""
        told = {"version": latest.number, "author": name, "at": latest.at.isoformat()}
        return JsonResponse(told, status=409)
    except SecondPersonNeeded as needed:
        return _waiting(needed)
    return JsonResponse({"version": latest_number(camera)})


def _waiting(needed: SecondPersonNeeded) -> JsonResponse:
    try:
        wait_for_second(needed)
    except AnotherWaits:
        errors = [{"zone": None, "text": another_waits_words()}]
        return JsonResponse({"errors": errors}, status=422)
    page = reverse("versions", args=[needed.wanted.camera_id])
    return JsonResponse({"waits_at": page}, status=202)
