"""One camera while one worker watches it: what the threads of that watch share."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from command_center.law.gate import Gate
from command_center.leases.lease import Lease
from command_center.streams.figures import Figures
from command_center.streams.told_state import StateTeller
from command_center.venues.models import Camera


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """`camera` is as it was when the watch began; `stop` ends all that belongs to the watch."""

    camera: Camera
    lease: Lease
    gate: Gate
    states: StateTeller
    figures: Figures
    stop: threading.Event = field(default_factory=threading.Event)


def read_cameras(camera_ids: Iterable[int]) -> dict[int, Camera]:
    """With their zones, by number; those that there are."""
    cameras = Camera.objects.select_related("venue").prefetch_related("zones")
    return {camera.pk: camera for camera in cameras.filter(pk__in=camera_ids)}


def settings_of(camera: Camera) -> tuple[object, ...]:
    """Everything that a watch is started with: when it changes, the watch begins anew."""
    zones = [(zone.name, zone.kind, zone.polygon, zone.parameters) for zone in camera.zones.all()]
    plain = camera.url, camera.sub_url, camera.is_enabled, camera.queue, camera.analysed_per_s
    return *plain, camera.ground, camera.view_accepted_at, camera.venue.time_zone, zones
