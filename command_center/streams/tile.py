"""What the page must know of a camera to show its live picture."""

import json
from dataclasses import dataclass

from command_center.venues.models import KIND_LABELS, Camera
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Tile:
    id: int
    name: str
    venue_name: str
    zones_json: str
    has_sub: bool


def tile_of(camera: Camera) -> Tile:
    zones = [
        {
            "name": zone.name,
            "kind": zone.kind,
            "kind_label": str(KIND_LABELS[EventKind(zone.kind)]),
            "polygon": zone.polygon,
        }
        for zone in camera.zones.all()
    ]
    return Tile(camera.pk, camera.name, camera.venue.name, json.dumps(zones), bool(camera.sub_url))
