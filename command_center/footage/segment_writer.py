"""One file of a recording: written at its end only, hashed as it is written."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Content:
    size_bytes: int
    sha256: str


class SegmentWriter:
    """Raises `OSError` where the storage does not take something: what was taken before stays, and
    the file ends there."""

    def __init__(self, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
        self._sha256 = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self._file, left) :]
        except OSError:
            os.ftruncate(self._file, self._size)
            raise
        self._sha256.update(data)
        self._size += len(data)

    def close(self) -> Content:
        """On the disk, not only on its way to it: a machine may lose its power."""
        try:
            os.fdatasync(self._file)
        finally:
            os.close(self._file)
        return Content(self._size, self._sha256.hexdigest())
