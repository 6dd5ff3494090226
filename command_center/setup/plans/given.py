"""What the plan's editor sends, read and checked."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from command_center.setup.given_zones import LONGEST_REASON
from command_center.venues.camera_setup import PLACED
from command_center.venues.models import FloorPlan

LEAST_VIEW_DEG, MOST_VIEW_DEG = 1, 360
LEAST_REACH, MOST_REACH = 0.005, 2.0
"""In widths of the plan."""


class Given(NamedTuple):
    """One camera's place; None takes it off the plan."""

    camera_id: int
    based_on: int
    placement: Mapping[str, float] | None


class Sent(NamedTuple):
    reason: str
    cameras: list[Given]


def read(sent: Any) -> Sent:
    """Raises `ValueError`, `KeyError`, `TypeError` or `OverflowError` for what no editor sends."""
    cameras = [
        Given(int(one["camera"]), int(one["based_on"]), _placement(one["placement"]))
        for one in sent["cameras"]
    ]
    return Sent(str(sent["reason"]).strip(), cameras)


def reason_fault(reason: str) -> str:
    """Empty where it is one."""
    if 0 < len(reason) <= LONGEST_REASON:
        return ""
    return _("Say in a few words why: it is kept with the change.")


def fault_of(given: Given, plan: FloorPlan, venue_cameras: set[int]) -> str:
    """Empty where there is none."""
    if given.camera_id not in venue_cameras:
        return _("This camera is not of %(venue)s.") % {"venue": plan.venue}
    place = given.placement
    if place is None:
        return ""
    if not (0 <= place["x"] <= 1 and 0 <= place["y"] <= 1):
        return _("The camera must stand on the plan.")
    if not LEAST_VIEW_DEG <= place["view_deg"] <= MOST_VIEW_DEG:
        return _("The field of view must be from 1° to 360°.")
    if not LEAST_REACH <= place["reach"] <= MOST_REACH:
        return _("The reach must be above 0, and at most two widths of the plan.")
    return ""


def _placement(sent: Any) -> Mapping[str, float] | None:
    if sent is None:
        return None
    place = {field: float(sent[field]) for field in PLACED}
    if not all(map(math.isfinite, place.values())):
        raise ValueError("not a number")
    return {**place, "direction_deg": place["direction_deg"] % 360}
