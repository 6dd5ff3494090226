"""Keeps a watch alive: renews its lease while nothing has changed."""

import threading
import time
from dataclasses import dataclass

from django.db import connection

from command_center.leases.lease import RENEWED_EVERY_S, Lease
from command_center.outage import surviving_outages
from command_center.streams.cost import CostMeter
from command_center.streams.told_state import StateTeller
from command_center.venues.models import Camera

SHUTDOWN_SEEN_WITHIN_S = 0.25


@dataclass(frozen=True)
class Keeper:
    """Renews the lease while nothing has changed; else stops the watch, to be handed out anew.

    A database that is away changes nothing yet: what was leased is still this worker's unless
    another takes it once the database is back.
    """

    camera: Camera
    lease: Lease
    states: StateTeller
    costs: CostMeter

    def run(self, shutting_down: threading.Event, stop: threading.Event) -> None:
        try:
            while not self._is_time_to_stop(shutting_down, stop):
                self.states.feed.renew()
        finally:
            stop.set()
            connection.close()

    def _is_time_to_stop(self, shutting_down: threading.Event, stop: threading.Event) -> bool:
        until_s = time.monotonic() + RENEWED_EVERY_S
        while time.monotonic() < until_s:
            with surviving_outages(f"Camera “{self.camera}”"):
                self.states.history.store()
            if shutting_down.is_set() or stop.wait(SHUTDOWN_SEEN_WITHIN_S):
                return True
        with surviving_outages(f"Camera “{self.camera}”"):
            cost = self.costs.cores(self.camera.pk)
            return not self.lease.renew(cost) or _has_changed(self.camera)
        return False


def read_camera(camera_id: int) -> Camera:
    return Camera.objects.prefetch_related("zones").get(pk=camera_id)


def _has_changed(camera: Camera) -> bool:
    return _settings(read_camera(camera.pk)) != _settings(camera)


def _settings(camera: Camera) -> tuple[object, ...]:
    """Everything that the watch was started with."""
    zones = [(zone.name, zone.kind, zone.polygon, zone.parameters) for zone in camera.zones.all()]
    plain = camera.url, camera.sub_url, camera.is_enabled, camera.queue, camera.analysed_per_s
    return *plain, camera.ground, camera.view_accepted_at, zones
