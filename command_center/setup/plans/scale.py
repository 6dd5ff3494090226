"""A floor plan's scale: two points on it and the metres between them."""

import json
import math
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command_center.people.door import right
from command_center.venues.models import FloorPlan

LEAST_PX = 4
"""Closer points are the same one, set twice."""

MOST_METRES = 10_000


class Scale(NamedTuple):
    """Two points in fractions of the plan, and the distance between them."""

    points: list[list[float]]
    metres: float


@right("venues.change_floorplan")
@require_POST
def plan_scale(request: HttpRequest, plan_id: int) -> JsonResponse:
    """`before` is the scale that the author has seen: another's is not overwritten."""
    try:
        sent = json.loads(request.body)
        before, given = sent["before"], read(sent["scale"])
    except (ValueError, KeyError, TypeError):
        return _refused(_("Both points and the distance must be given as numbers."))
    with transaction.atomic():
        plans = FloorPlan.objects.select_for_update().defer("picture")
        plan = get_object_or_404(plans, pk=plan_id)
        fault = fault_of(given, plan)
        if fault:
            return _refused(fault)
        if plan.scale != before:
            return JsonResponse({"scale": plan.scale, "text": outdated_words()}, status=409)
        plan.scale = given._asdict()
        plan.save(update_fields=["scale"])
    return JsonResponse({"scale": plan.scale, "text": _("The scale is saved.")})


def read(sent: Any) -> Scale:
    """Raises `ValueError`, `KeyError` or `TypeError` for what no editor sends."""
    first, second = ([float(x), float(y)] for x, y in sent["points"])
    return Scale([first, second], float(sent["metres"]))


def fault_of(scale: Scale, plan: FloorPlan) -> str:
    """Empty where there is none."""
    if not all(0 <= value <= 1 for point in scale.points for value in point):
        return _("Both points must lie on the plan.")
    if not 0 < scale.metres <= MOST_METRES:
        return _("The distance must be above 0 and at most %(most)s m.") % {"most": MOST_METRES}
    if length_px(scale, plan) < LEAST_PX:
        return _("Both points are in the same place: set them apart.")
    return ""


def length_px(scale: Scale, plan: FloorPlan) -> float:
    (x1, y1), (x2, y2) = scale.points
    return math.hypot((x2 - x1) * plan.width_px, (y2 - y1) * plan.height_px)


def width_m(plan: FloorPlan) -> float | None:
    """Of the whole plan; None while it has no scale."""
    if plan.scale is None:
        return None
    scale = Scale(**plan.scale)
    return plan.width_px * scale.metres / length_px(scale, plan)


def outdated_words() -> str:
    return _("Somebody has set another scale meanwhile: look at it, and save again if need be.")


def _refused(text: str) -> JsonResponse:
    return JsonResponse({"text": text}, status=422)
