"""Nothing with history is ever lost: a camera that has some is retired, and not deleted."""

import logging

import pgtrigger
from django.db import transaction
from django.db.models import ProtectedError

from command_center.people.models import Agent
from command_center.setup.deletion.hanging import Hanging, on_camera, on_venue
from command_center.venues.models import (
    Camera,
    CameraVersion,
    FloorPlan,
    Mask,
    Placement,
    Venue,
    Zone,
)
from command_center.venues.versions import changing
from detection.source.address import shown

logger = logging.getLogger(__name__)


class Kept(Exception):
    """What has history, or is not empty; `hanging` says why."""

    def __init__(self, hanging: list[Hanging]) -> None:
        super().__init__(", ".join(one.told for one in hanging))
        self.hanging = hanging


def delete_camera(camera_id: int, by: Agent, reason: str) -> None:
    """For good. Raises `Kept`. The lock lets nobody hang an order or an alert on it meanwhile."""
    with transaction.atomic():
        camera = Camera.objects.select_for_update().get(pk=camera_id)
        _refuse_kept(on_camera(camera))
        for model in (Placement, Zone, Mask):
            model.objects.filter(camera=camera).delete()
        # Of a camera that was never changed, its first version says nothing that is lost.
        with pgtrigger.ignore("venues.CameraVersion:version_is_kept"):
            CameraVersion.objects.filter(camera=camera).delete()
        _delete(camera)
    _note(f"Camera “{camera}”, {shown(camera.url)}", by, reason)


def retire(camera_id: int, based_on: int, by: Agent, reason: str) -> None:
    """Switched off; all that it has seen and been stays. Raises `Outdated`."""
    with changing(camera_id, based_on, by, reason) as camera:
        camera.is_enabled = False
        camera.save(update_fields=["is_enabled"])


def delete_venue(venue_id: int, by: Agent, reason: str) -> None:
    """With its plans; raises `Kept` where it has cameras or orders."""
    with transaction.atomic():
        venue = Venue.objects.select_for_update().get(pk=venue_id)
        _refuse_kept(on_venue(venue))
        FloorPlan.objects.filter(venue=venue).delete()
        _delete(venue)
    _note(f"Venue “{venue}”", by, reason)


def _refuse_kept(hanging: list[Hanging]) -> None:
    kept = [one for one in hanging if one.is_kept]
    if kept:
        raise Kept(kept)


def _delete(row: Camera | Venue) -> None:
    """Raises `Kept` where a room that this one does not know has records of it."""
    try:
        row.delete()
    except ProtectedError as error:
        raise Kept([]) from error


def _note(what: str, by: Agent, reason: str) -> None:
    logger.warning("%s deleted by %s: %s", what, by, reason)
