"""Who else takes a camera's pictures in the process that watches it: later rooms say so."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from command_center.leases.lease import Lease
from command_center.streams.picture_feed import Shape
from command_center.venues.models import Camera
from detection.boxes import Track
from detection.fragments.fragmenter import Fragment
from detection.source.address import Cause

logger = logging.getLogger(__name__)


class Tap(Protocol):
    """For one watch of one camera. It must answer at once: the camera is read meanwhile.

    All but `found` are called by the thread that reads the camera, `found` by its analyst's.
    """

    def begin(self, shape: Shape, init_segment: bytes) -> None:
        """A new picture: the next fragment starts with a keyframe."""

    def note_time(self, pts: int, captured_at: datetime) -> None:
        """The picture of that time (1/90000 s) came at that instant."""

    def take(self, fragment: Fragment) -> None: ...

    def follow(self, open_since: datetime | None, clock_offset_s: float | None) -> None:
        """With each packet: since when an alert goes on (None: no alert does), and the camera's
        clock less the server's."""

    def found(self, pts: int, tracks: Sequence[Track]) -> None:
        """Boxes of the picture of that time."""

    def lose(self, cause: Cause) -> None:
        """The connection; it is tried again."""

    def close(self) -> None: ...


Opener = Callable[[Camera, Lease], Tap]
_openers: list[Opener] = []


def tapped_by(opener: Opener) -> None:
    """Said once, when the program starts."""
    _openers.append(opener)


class Taps:
    """All taps of one watch. One that fails is left out from then on: watching goes on."""

    def __init__(self, camera: Camera, lease: Lease) -> None:
        self._camera = camera
        self._taps: list[Tap] = []
        for opener in _openers:
            self._attempt(lambda opener=opener: self._taps.append(opener(camera, lease)))  # type: ignore[misc]

    def begin(self, shape: Shape, init_segment: bytes) -> None:
        self._each(lambda tap: tap.begin(shape, init_segment))

    def note_time(self, pts: int, captured_at: datetime) -> None:
        self._each(lambda tap: tap.note_time(pts, captured_at))

    def take(self, fragment: Fragment) -> None:
        self._each(lambda tap: tap.take(fragment))

    def follow(self, open_since: datetime | None, clock_offset_s: float | None) -> None:
        self._each(lambda tap: tap.follow(open_since, clock_offset_s))

    def found(self, pts: int, tracks: Sequence[Track]) -> None:
        self._each(lambda tap: tap.found(pts, tracks))

    def lose(self, cause: Cause) -> None:
        self._each(lambda tap: tap.lose(cause))

    def close(self) -> None:
        self._each(lambda tap: tap.close())

    def _each(self, do: Callable[[Tap], None]) -> None:
        for tap in self._taps:
            if not self._attempt(lambda tap=tap: do(tap)):  # type: ignore[misc]
                self._taps = [one for one in self._taps if one is not tap]

    def _attempt(self, do: Callable[[], None]) -> bool:
        try:
            do()
        except Exception:
            logger.exception("Camera “%s”: its pictures are watched, not recorded.", self._camera)
            return False
        return True
