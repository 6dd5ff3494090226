"""From the sightings of one watch to alerts: each begins once and ends once."""

from dataclasses import replace
from datetime import datetime, timedelta

from command_center.alerts.delivery import Delivery
from command_center.alerts.found import NOWHERE, Found, Origin, found, found_as
from command_center.alerts.models import Alert
from command_center.leases.lease import Lease
from command_center.venues.models import Camera
from command_center.venues.versions import latest_number
from detection.kinds import EventKind
from detection.sighting import Sighting

TAKEN_OVER_WITHIN = timedelta(seconds=15)
"""A situation that the last worker left open and this one sees so soon is the same one."""

Key = tuple[str, str, int]


class Reporter:
    """One watch. It takes over what the watch before it left open."""

    def __init__(self, camera: Camera, lease: Lease, delivery: Delivery, now: datetime) -> None:
        self._camera = camera
        self._lease = lease
        self._delivery = delivery
        self._began_at = now
        self._version = latest_number(camera)
        self._open: dict[Key, Found] = {}
        left = Alert.objects.filter(camera=camera, ended_at=None).exclude(uid=None)
        self._left_open = {(alert.kind, alert.zone_name): found_as(alert) for alert in left}
        self.open_since: datetime | None = None
        self._look_what_is_open()

    def begin(self, sighting: Sighting, started_at: datetime, origin: Origin = NOWHERE) -> bool:
        """Whether there is a new alert.

        None by who may have lost the camera: another tells what happens there.
        """
        if not self._lease.is_held:
            return False
        same = self._left_open.pop((sighting.kind, sighting.zone), None)
        if same is not None:
            self._open[_key(sighting)] = same
            self._look_what_is_open()
            return False
        origin = replace(origin, camera_version=self._version)
        new = found(self._camera, self._lease.fence, sighting, started_at, origin)
        is_delivered = self._delivery.deliver(new)
        if is_delivered:
            self._open[_key(sighting)] = new
            self._look_what_is_open()
        return is_delivered

    @property
    def open_kinds(self) -> frozenset[EventKind]:
        """Those of which an alert is open, or was left open by the watch before."""
        return frozenset(EventKind(key[0]) for key in (*self._open, *self._left_open))

    def end(self, sighting: Sighting, ended_at: datetime) -> None:
        begun = self._open.pop(_key(sighting), None)
        self._look_what_is_open()
        if begun is not None:
            self._delivery.deliver_end(begun, ended_at)

    def settle(self, now: datetime) -> None:
        """What was left open and is not seen any more ended when nobody watched."""
        if self._left_open and now - self._began_at > TAKEN_OVER_WITHIN:
            left, self._left_open = self._left_open, {}
            self._look_what_is_open()
            for one in left.values():
                self._delivery.deliver_end(one, self._began_at)

    def _look_what_is_open(self) -> None:
        """One value, set at once: another thread reads it."""
        going_on = [*self._open.values(), *self._left_open.values()]
        self.open_since = min((one.started_at for one in going_on), default=None)


def _key(sighting: Sighting) -> Key:
    return sighting.kind, sighting.zone, sighting.number
