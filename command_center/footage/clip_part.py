"""What is cut of a clip already: a file that grows with it, and how far it has come."""

import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Self

from command_center.footage.file_lock import lock
from command_center.footage.run import Run
from command_center.retention.folder import place_of


@dataclass(frozen=True, slots=True)
class ClipPart:
    """`path` relative to the folder of footage, of which the first `size_bytes` count: whoever was
    killed may have written more. `since` as it was asked for; `began_at`: the file's time 0;
    `first_at` and `ended_at`: when its first picture is shown, and its last one no more."""

    path: str
    since: datetime
    began_at: datetime
    first_at: datetime
    ended_at: datetime
    init_bytes: int = 0
    size_bytes: int = 0
    pictures: int = 0
    sources: tuple[dict[str, str], ...] = ()

    @classmethod
    def begun(cls, path: str, since: datetime, first: Run) -> Self:
        began_at = first.pictures[0].decoded_at
        return cls(path, since, began_at, first.since, first.since)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self | None:
        if not told:
            return None
        instants = {name: datetime.fromisoformat(told[name]) for name in INSTANTS}
        return cls(**{**told, **instants, "sources": tuple(told["sources"])})

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {name: getattr(self, name).isoformat() for name in INSTANTS}

    def init(self) -> bytes:
        with place_of(self.path).open("rb") as file:
            return file.read(self.init_bytes)

    def is_there(self) -> bool:
        place = place_of(self.path)
        return place.exists() and place.stat().st_size >= self.size_bytes

    def with_written(self, data: bytes) -> Self:
        """On the disk, behind what counts. Raises `OSError`: then all that counted still does."""
        place = place_of(self.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(place, os.O_WRONLY | os.O_CREAT, 0o640)
        try:
            lock(file)
            os.ftruncate(file, self.size_bytes)
            os.lseek(file, self.size_bytes, os.SEEK_SET)
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
            os.fdatasync(file)
        finally:
            os.close(file)
        return replace(self, size_bytes=self.size_bytes + len(data))


INSTANTS = ("since", "began_at", "first_at", "ended_at")
