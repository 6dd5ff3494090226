"""The live plan of a venue, for the control room: states, alerts, and each camera's picture."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.judging import unjudged
from command_center.alerts.rows import newest_rows
from command_center.alerts.shown import shown_alerts
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.reach import AT_CAMERA, Reach
from command_center.people.reached import reach_of
from command_center.setup.plans.words import live_plan_words
from command_center.streams.camera_alarms import alarm_rows
from command_center.streams.camera_states import ALARMING
from command_center.streams.present_states import State, states
from command_center.streams.tile import tile_of
from command_center.venues.camera_setup import PLACED
from command_center.venues.models import Camera, FloorPlan, Placement, Venue

OFF = State("off")
"""Of a camera that nobody is to watch."""


@right("venues.view_camera", "alerts.view_alert", looks=True)
@require_GET
@never_cache
def venue_plan(request: HttpRequest, venue_id: int) -> HttpResponse:
    """`?plan=` names one of several."""
    venue = get_object_or_404(Venue, pk=venue_id)
    plans = list(venue.plans.defer("picture"))
    asked = request.GET.get("plan", "")
    plan = next((one for one in plans if str(one.pk) == asked), plans[0] if plans else None)
    seen, told = (reach_of(request, one) for one in ("venues.view_camera", "alerts.view_alert"))
    context: dict[str, Any] = {"venue": venue, "plans": plans, "plan": plan}
    alerts = newest_rows(told)
    shown = Thing("venue_plan", plan.pk if plan else "", venue=venue.pk)
    looked_at(request, [shown, *shown_alerts(alerts)])
    context |= {"alerts": alerts, "unjudged": unjudged(told).count()}
    context |= {"alarms": alarm_rows(seen), "live": plan and _live(plan, seen)}
    return render(request, "pages/plan/plan.html", {**context, "words": live_plan_words()})


@right("venues.view_camera")
@require_GET
@never_cache
def plan_states(request: HttpRequest, plan_id: int) -> JsonResponse:
    """Of the cameras on it, by their number."""
    plan = get_object_or_404(FloorPlan.objects.defer("picture"), pk=plan_id)
    seen = reach_of(request, "venues.view_camera")
    return JsonResponse({"states": _states([one.camera for one in _placements(plan, seen)])})


def _live(plan: FloorPlan, seen: Reach) -> dict[str, Any]:
    placements = _placements(plan, seen)
    return {
        "cameras": [_camera(placement) for placement in placements],
        "states": _states([placement.camera for placement in placements]),
        "states_url": reverse("plan_states", args=[plan.pk]),
    }


def _placements(plan: FloorPlan, seen: Reach) -> list[Placement]:
    found = (
        plan.placements.filter(seen.of(*AT_CAMERA))
        .select_related("camera__venue")
        .prefetch_related("camera__zones")
    )
    return list(found.order_by("camera__name"))


def _camera(placement: Placement) -> dict[str, Any]:
    tile = tile_of(placement.camera)
    return {
        "id": tile.id,
        "name": tile.name,
        "zones": tile.zones_json,
        "has_sub": tile.has_sub,
        "placement": {field: getattr(placement, field) for field in PLACED},
    }


def _states(cameras: list[Camera]) -> dict[int, dict[str, Any]]:
    told = zip(cameras, states(camera.pk for camera in cameras), strict=True)
    return {camera.pk: _state(state if camera.is_enabled else OFF) for camera, state in told}


def _state(state: State) -> dict[str, Any]:
    is_alarming = state.state in ALARMING or state.state == "unknown"
    return {"state": state.state, "reason": state.reason, "is_alarming": is_alarming}
