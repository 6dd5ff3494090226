"""A change that an editor sends: kept, or what stands against it, as JSON."""

from collections.abc import Callable
from typing import Any

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
        return JsonResponse(first_of(outdated), status=409)
    except SecondPersonNeeded as needed:
        return _waiting(needed)
    return JsonResponse({"version": latest_number(camera)})


def first_of(outdated: Outdated) -> dict[str, Any]:
    """Who has changed the camera meanwhile."""
    latest = outdated.latest
    name = latest.author.get_username() if latest.author else ""
    return {"version": latest.number, "author": name, "at": latest.at.isoformat()}


def waiting_page(needed: SecondPersonNeeded) -> str:
    """Where it waits now. Raises `AnotherWaits`."""
    wait_for_second(needed)
    return reverse("versions", args=[needed.wanted.camera_id])


def _waiting(needed: SecondPersonNeeded) -> JsonResponse:
    try:
        return JsonResponse({"waits_at": waiting_page(needed)}, status=202)
    except AnotherWaits:
        errors = [{"zone": None, "text": another_waits_words()}]
        return JsonResponse({"errors": errors}, status=422)
