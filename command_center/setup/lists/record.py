"""All that a list of cameras says of one of them. No password, and no number of the database."""

from typing import Any

from command_center.setup.credentials import parted
from command_center.venues.camera_setup import setup_of
from command_center.venues.models import Camera, FloorPlan
from command_center.venues.sealed import UNREADABLE
from detection.source.address import withheld

Record = dict[str, Any]


def record_of(camera: Camera) -> Record:
    setup = setup_of(camera)
    address, credentials = parted(_readable(camera.url))
    return {
        "venue": camera.venue.name,
        "name": camera.name,
        "address": withheld(address),
        "sub_address": withheld(parted(_readable(camera.sub_url))[0]),
        "user": credentials.user,
        "queue": camera.queue,
        "analysed_per_s": camera.analysed_per_s,
        "watched": camera.is_enabled,
        "zones": setup["zones"],
        "masks": setup["masks"],
        "ground": camera.ground,
        "placement": _by_name(setup["placement"]),
    }


def _readable(url: str) -> str:
    """Empty where the key is lost: it has to be entered again."""
    return "" if url == UNREADABLE else url


def _by_name(placement: dict[str, Any] | None) -> dict[str, Any] | None:
    """Of its plan: another installation has other numbers."""
    if placement is None:
        return None
    return {**placement, "plan": FloorPlan.objects.values_list("name").get(pk=placement["plan"])[0]}
