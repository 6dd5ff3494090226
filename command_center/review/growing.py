"""What is being recorded now: files that are written and not in the index yet."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from command_center.footage.parts import GROWS_FOR, LONGEST
from command_center.footage.paths import day_folder, path_of, read_path
from command_center.footage.segment import Segment
from command_center.retention.folder import footage_folder
from command_center.review.spans import Window


class Growing(NamedTuple):
    """`until`: when its file was last written to."""

    camera_id: int
    since: datetime
    until: datetime


def growing(window: Window, now: datetime) -> list[Growing]:
    """A day's folder of one camera holds some 2,900 names: they are listed, and few are asked
    about."""
    if window.until < now - GROWS_FOR:
        return []
    found = {path: one for camera in window.cameras for path, one in _young(camera, now)}
    entered = Segment.objects.filter(file__path__in=found).values_list("file__path", flat=True)
    for path in entered:
        del found[path]
    return sorted(found.values())


def _young(camera_id: int, now: datetime) -> Iterator[tuple[str, Growing]]:
    earliest = now - GROWS_FOR - LONGEST
    oldest = path_of(camera_id, earliest, 0)
    for day in sorted({day_folder(camera_id, at) for at in (earliest, now)}):
        for path in _paths(day):
            place = read_path(path) if path >= oldest else None
            until = _written_at(footage_folder() / path) if place else None
            if place and until and until > max(place.began_at, now - GROWS_FOR):
                yield path, Growing(camera_id, place.began_at, until)


def _paths(folder: str) -> list[str]:
    """Without pathlib, which takes ten times as long for a day."""
    try:
        return [f"{folder}/{name}" for name in os.listdir(footage_folder() / folder)]  # noqa: PTH208
    except FileNotFoundError:
        return []


def _written_at(file: Path) -> datetime | None:
    """None where it is gone meanwhile."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
