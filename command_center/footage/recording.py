"""Recording in a worker: one thread writes for all cameras that this process watches."""

from functools import cache

from command_center.footage.recorder import Recorder
from command_center.footage.scribe import Scribe
from command_center.leases.lease import Lease
from command_center.streams.taps import tapped_by
from command_center.venues.models import Camera


def declare() -> None:
    tapped_by(open_recorder)


def open_recorder(camera: Camera, lease: Lease) -> Recorder:
    recorder = Recorder(camera.pk, lease.fence)
    scribe().record(recorder)
    return recorder


@cache
def scribe() -> Scribe:
    """Of this process; its thread begins with the first camera."""
    return Scribe()
