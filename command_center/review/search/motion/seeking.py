"""Looking through one search's recordings, file by file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.footage.parts import Part, parts
from command_center.footage.run import CONTIGUOUS
from command_center.review.search.motion.movement_search import MovementSearch
from command_center.review.search.motion.recorded_keyframes import OpenPart, opened
from detection.motion_search.area import read_area
from detection.motion_search.comparing import Comparer
from detection.motion_search.stretches import Movement, Stretches


@dataclass(frozen=True, slots=True)
class Step:
    """One file was looked through, up to `reached`."""

    reached: datetime
    pictures: int
    recorded_s: float
    found: list[Movement]


WARM_UP = timedelta(seconds=15)
"""Before the start: the picture with which the first one is compared. Keyframes lie closer."""


class Seeker:
    """Begins at `since`; compares what follows without a gap only."""

    def __init__(self, search: MovementSearch, since: datetime) -> None:
        self._search, self._since = search, since
        self._read_from = max(search.since, since - WARM_UP)
        self._comparer = Comparer(read_area(search.area))
        self._stretches = Stretches()
        self._last_at: datetime | None = None
        self._ended_at: datetime | None = None

    def steps(self, wanted: Iterable[Part]) -> Iterator[Step]:
        """`found` of each: all stretches since this began, the last of which may still grow."""
        for part in wanted:
            if (one := opened(part)) is not None:
                yield self._look(one)

    def parts(self) -> list[Part]:
        return parts(self._search.camera_id, self._read_from, self._search.until)

    def _look(self, part: OpenPart) -> Step:
        if self._ended_at is None or abs(part.since - self._ended_at) > CONTIGUOUS:
            self._comparer.forget()
            self._last_at = None
        self._ended_at = part.until
        pictures = 0
        for one in part.keyframes(self._read_from, self._search.until):
            share = self._comparer.moved(one.picture)
            if one.at >= self._since:
                pictures += 1
                if share is not None and self._last_at is not None:
                    self._stretches.note(self._last_at, one.at, share)
            self._last_at = one.at
        since, until = max(part.since, self._since), min(part.until, self._search.until)
        recorded_s = max(timedelta(0), until - since).total_seconds()
        return Step(max(until, self._since), pictures, recorded_s, self._stretches.all())
