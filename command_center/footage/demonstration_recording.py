"""The demonstration's cameras are recorded all the time: there is something to see again."""

from collections.abc import Sequence

from command_center.footage.models import CameraRecording, Mode
from command_center.streams.demonstration import completed_by
from command_center.venues.models import Camera


def declare() -> None:
    completed_by(record_all)


def record_all(cameras: Sequence[Camera]) -> None:
    """What somebody has chosen since is kept."""
    for camera in cameras:
        CameraRecording.objects.get_or_create(camera=camera, defaults={"mode": Mode.CONTINUOUS})
