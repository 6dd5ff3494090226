"""What cameras were called at an instant: a camera that was renamed since kept its versions."""

from collections.abc import Iterable
from datetime import datetime

from command_center.venues.models import Camera, CameraVersion


def names_at(camera_ids: Iterable[int], at: datetime) -> dict[int, str]:
    """By camera. A camera that nobody changed is called as it is now."""
    known = dict(Camera.objects.filter(pk__in=camera_ids).values_list("pk", "name"))
    versions = CameraVersion.objects.filter(camera__in=known).order_by("camera", "-number")
    told = versions.values_list("camera_id", "number", "at", "setup__name")
    settled: set[int] = set()
    for camera_id, number, since, name in told:
        if camera_id not in settled and (since <= at or number == 0):
            settled.add(camera_id)
            known[camera_id] = name
    return known
