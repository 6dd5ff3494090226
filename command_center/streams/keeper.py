"""Keeps a watch alive: renews its lease while nothing has changed."""

import threading
import time
from dataclasses import dataclass

from django.db import connection

from command_center.streams.leases import RENEWED_EVERY_S, Lease
from command_center.streams.live_feed import LiveFeed
from command_center.venues.models import Camera

SHUTDOWN_SEEN_WITHIN_S = 0.25


@dataclass(frozen=True)
class Keeper:
    """Renews the lease while nothing has changed; else stops the watch, to be handed out anew."""

    camera: Camera
    lease: Lease
    feed: LiveFeed

    def run(self, shutting_down: threading.Event, stop: threading.Event) -> None:
        try:
            while not self._must_end(shutting_down, stop):
                self.feed.renew()
        finally:
            stop.set()
            connection.close()

    def _must_end(self, shutting_down: threading.Event, stop: threading.Event) -> bool:
        until_s = time.monotonic() + RENEWED_EVERY_S
        while time.monotonic() < until_s:
            if shutting_down.is_set() or stop.wait(SHUTDOWN_SEEN_WITHIN_S):
                return True
        return not self.lease.renew() or _settings(read_camera(self.camera.pk)) != _settings(
            self.camera
        )


def read_camera(camera_id: int) -> Camera:
    return Camera.objects.prefetch_related("zones").get(pk=camera_id)


def _settings(camera: Camera) -> tuple[object, ...]:
    """Everything that the watch was started with."""
    zones = [(zone.name, zone.kind, zone.polygon, zone.parameters) for zone in camera.zones.all()]
    return camera.url, camera.is_enabled, camera.analysed_per_s, camera.ground, zones
