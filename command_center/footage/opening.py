"""The bytes of what lies in the folder of footage, or was moved from it to the bucket."""

import io
from typing import Any

from command_center.footage.recent_objects import RecentObjects
from command_center.retention.bucket.bucket import bucket
from command_center.retention.folder import place_of

recent = RecentObjects()


def read_bytes(path: str) -> bytes:
    """Of a file that may still grow, what is there by now. Raises `OSError`, of which one is
    `StorageAway`, and `OutsideFolder`."""
    try:
        return place_of(path).read_bytes()
    except FileNotFoundError:
        if (there := bucket()) is None:
            raise
        return recent.get(path, lambda: there.read(path))


def opened(path: str) -> tuple[int, Any]:
    """Its size, and what is read from as from a file: nothing of it is in memory. Raises as
    `read_bytes` does."""
    try:
        file = place_of(path).open("rb")
    except FileNotFoundError:
        if (there := bucket()) is None:
            raise
        return there.opened(path)
    size_bytes = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size_bytes, file
