"""Where cameras stand on a floor plan, and what they look at; each change is a camera's version."""

import json
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.setup.keeping import first_of, waiting_page
from command_center.setup.plans.given import Given, Sent, fault_of, read, reason_fault
from command_center.setup.plans.scale import width_m
from command_center.setup.plans.words import plan_words
from command_center.venues.camera_setup import PLACED, put_placement
from command_center.venues.models import FloorPlan, Placement
from command_center.venues.second_person import AnotherWaits
from command_center.venues.telling import another_waits_words
from command_center.venues.versions import (
    Outdated,
    SecondPersonNeeded,
    changing,
    latest_number,
)


@right("venues.change_placement")
@require_GET
@never_cache
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The editor: cameras are drawn onto the plan, and its scale is set."""
    found = _plan(plan_id)
    context = {"plan": found, "editor": _editor(found), "words": plan_words()}
    return render(request, "pages/plan/plan_editor.html", context)


@right("venues.change_placement")
@require_POST
def placements(request: HttpRequest, plan_id: int) -> JsonResponse:
    """Camera by camera: one that somebody else has changed holds up no other."""
    found = _plan(plan_id)
    try:
        sent = read(json.loads(request.body))
    except (ValueError, KeyError, TypeError, OverflowError):
        return JsonResponse({"text": "no set of placements"}, status=400)
    fault = reason_fault(sent.reason)
    if fault:
        return JsonResponse({"text": fault}, status=422)
    return JsonResponse({"cameras": _keep_all(found, sent, cast(Agent, request.user))})


def _plan(plan_id: int) -> FloorPlan:
    return get_object_or_404(FloorPlan.objects.defer("picture").select_related("venue"), pk=plan_id)


def _keep_all(plan: FloorPlan, sent: Sent, author: Agent) -> list[dict[str, Any]]:
    cameras = set(plan.venue.cameras.values_list("pk", flat=True))
    outcomes = []
    for given in sent.cameras:
        fault = fault_of(given, plan, cameras)
        outcome = {"fault": fault} if fault else _keep(plan, given, sent.reason, author)
        outcomes.append({"camera": given.camera_id, **outcome})
    return outcomes


def _keep(plan: FloorPlan, given: Given, reason: str, author: Agent) -> dict[str, Any]:
    """What came of it: a version, a conflict, or a fault."""
    place = given.placement and {"plan": plan.pk, **given.placement}
    try:
        with changing(given.camera_id, given.based_on, author, reason) as camera:
            put_placement(camera, place)
    except Outdated as outdated:
        return {"conflict": _conflict(outdated, plan)}
    except ValidationError as error:
        return {"fault": " ".join(error.messages)}
    except SecondPersonNeeded as needed:
        return _waiting(needed)
    return {"version": latest_number(camera)}


def _waiting(needed: SecondPersonNeeded) -> dict[str, Any]:
    """Another change of the camera is what weakens: it was made beside its versions."""
    try:
        return {"waits_at": waiting_page(needed)}
    except AnotherWaits:
        return {"fault": another_waits_words()}


def _conflict(outdated: Outdated, plan: FloorPlan) -> dict[str, Any]:
    """Who was first, and where the camera stands now."""
    here = Placement.objects.filter(camera=outdated.latest.camera_id, plan=plan)
    return {**first_of(outdated), "placement": here.values(*PLACED).first()}


def _editor(plan: FloorPlan) -> dict[str, Any]:
    found = plan.venue.cameras.select_related("placement__plan").defer("placement__plan__picture")
    cameras = found.annotate(latest=Max("versions__number")).order_by("name")
    return {
        "cameras": [_camera(camera, plan) for camera in cameras],
        "plan": {
            "width": plan.width_px,
            "height": plan.height_px,
            "scale": plan.scale,
            "width_m": width_m(plan),
        },
        "save_url": reverse("placements", args=[plan.pk]),
        "scale_url": reverse("plan_scale", args=[plan.pk]),
    }


def _camera(camera: Any, plan: FloorPlan) -> dict[str, Any]:
    """`elsewhere` is the other plan on which it stands."""
    place: Placement | None = getattr(camera, "placement", None)
    is_here = place is not None and place.plan_id == plan.pk
    return {
        "id": camera.pk,
        "name": camera.name,
        "version": camera.latest or 0,
        "placement": {field: getattr(place, field) for field in PLACED} if is_here else None,
        "elsewhere": str(place.plan) if place and not is_here else "",
    }
