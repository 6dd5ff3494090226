"""Entering a file that has been written: from then on it is erased by itself when it is due."""

from dataclasses import dataclass
from datetime import datetime

from command_center.alerts.models import Alert
from command_center.retention.classes import RetentionClass
from command_center.retention.folder import place_of
from command_center.retention.models import StoredFile
from command_center.venues.models import Camera, Venue
from detection.digest import digest


@dataclass(frozen=True, slots=True)
class Written:
    """`path` relative to the folder of footage. `camera` None: of no single camera of the venue."""

    what: RetentionClass
    path: str
    venue: Venue
    camera: Camera | None
    captured_from: datetime
    captured_until: datetime
    alert: Alert | None = None
    sha256: str = ""
    """As it was taken while the file was written; empty: it is read again."""


def enter(written: Written) -> StoredFile:
    """Within an hour of writing it: a file without a row is erased then. Raises `OutsideFolder`
    and `OSError`."""
    place = place_of(written.path)
    return StoredFile.objects.create(
        what=written.what.value,
        venue=written.venue,
        camera=written.camera,
        path=written.path,
        captured_from=written.captured_from,
        captured_until=written.captured_until,
        size_bytes=place.stat().st_size,
        sha256=written.sha256 or digest(place),
        alert=written.alert,
    )
