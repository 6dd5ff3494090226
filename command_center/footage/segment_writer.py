"""One file of a recording: written at its end only, hashed as it is written."""

import errno
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from command_center.footage.file_lock import lock


@dataclass(frozen=True, slots=True)
class Content:
    size_bytes: int
    sha256: str


class SegmentWriter:
    """Raises `OSError` where the storage does not take something: what was taken before stays, and
    the file ends there. Who reconciles leaves the file alone while its writer lives."""

    def __init__(self, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
        lock(self._file)
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
            if os.fstat(self._file).st_size != self._size:
                raise OSError(errno.EIO, "the file does not end where it was to")
        finally:
            os.close(self._file)
        return Content(self._size, self._sha256.hexdigest())
