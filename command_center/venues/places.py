"""Where cameras belong, and what is of one camera or venue."""

from collections.abc import Sequence

from command_center.people.places import found_at, placed
from command_center.people.reach import Place
from command_center.venues.models import Camera, FloorPlan, PendingChange, Venue


def declare() -> None:
    found_at("venue_id", _of_venue)
    found_at("camera_id", _of_camera)
    found_at("plan_id", _of_plan)
    found_at("change_id", _of_change)


def _of_venue(number: int) -> Sequence[Place]:
    return placed(Venue.objects.filter(pk=number).values_list("pk"))


def _of_camera(number: int) -> Sequence[Place]:
    return placed(Camera.objects.filter(pk=number).order_by().values_list("venue_id", "pk"))


def _of_plan(number: int) -> Sequence[Place]:
    return placed(FloorPlan.objects.filter(pk=number).order_by().values_list("venue_id"))


def _of_change(number: int) -> Sequence[Place]:
    changes = PendingChange.objects.filter(pk=number).order_by()
    return placed(changes.values_list("camera__venue_id", "camera_id"))
