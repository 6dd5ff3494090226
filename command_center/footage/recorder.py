"""Takes one watch's pictures from the threads that read and analyse, for the thread that writes."""

import json
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.footage.gap import GapCause
from command_center.footage.reel import Reel
from command_center.streams.live_feed import told_boxes
from command_center.streams.picture_feed import Shape
from detection.boxes import Track
from detection.fragments.fragmenter import Fragment
from detection.source.address import Cause

MOST_WAITING_BYTES = 32_000_000
"""A minute at 4 Mbit/s, while the storage does not answer."""


@dataclass(frozen=True, slots=True)
class Begun:
    shape: Shape
    init_segment: bytes


@dataclass(frozen=True, slots=True)
class Came:
    pts: int
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    pts: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """What comes next does not follow what came before."""

    cause: GapCause


Heard = Begun | Came | Fragment | Found | Broken


class Recorder:
    """One `Tap`. What the storage does not take within a minute is let go, and becomes a gap."""

    def __init__(self, camera_id: int, fence: int) -> None:
        self.camera_id, self.fence = camera_id, fence
        self.open_since: datetime | None = None
        self.clock_offset_s: float | None = None
        self.is_closed = False
        self._heard: deque[Heard] = deque()
        self._waiting_bytes = 0
        self._lets_go = False
        self._lock = threading.Lock()

    def begin(self, shape: Shape, init_segment: bytes) -> None:
        self._hear(Begun(shape, init_segment))

    def note_time(self, pts: int, captured_at: datetime) -> None:
        self._hear(Came(pts, captured_at))

    def take(self, fragment: Fragment) -> None:
        with self._lock:
            if self._waiting_bytes > MOST_WAITING_BYTES and not self._lets_go:
                self._lets_go = True
                self._heard.append(Broken(GapCause.STORAGE))
            self._lets_go = self._lets_go and (self._waiting_bytes > 0 or not fragment.keyframe)
            if not self._lets_go:
                self._heard.append(fragment)
                self._waiting_bytes += len(fragment.data)

    def follow(self, open_since: datetime | None, clock_offset_s: float | None) -> None:
        self.open_since, self.clock_offset_s = open_since, clock_offset_s

    def found(self, pts: int, tracks: Sequence[Track]) -> None:
        self._hear(Found(pts, json.dumps(told_boxes(tracks), separators=(",", ":")).encode()))

    def lose(self, cause: Cause) -> None:  # noqa: ARG002 - a gap is one, whatever ended it
        self._hear(Broken(GapCause.OFFLINE))

    def close(self) -> None:
        self.is_closed = True

    def tell(self, reel: Reel) -> None:
        """All that came since the last time, in order; by the thread that writes."""
        with self._lock:
            heard, self._heard = self._heard, deque()
            self._waiting_bytes = 0
        _retell(heard, reel)

    def _hear(self, one: Begun | Came | Found | Broken) -> None:
        """Of pictures that are let go nothing is told."""
        with self._lock:
            if not self._lets_go or isinstance(one, Begun | Broken):
                self._heard.append(one)


def _retell(heard: Iterable[Heard], reel: Reel) -> None:
    for one in heard:
        match one:
            case Fragment():
                reel.take(one)
            case Came(pts, captured_at):
                reel.note_time(pts, captured_at)
            case Found(pts, text):
                reel.note_found(pts, text)
            case Begun(shape, init_segment):
                reel.begin(shape, init_segment)
            case Broken(cause):
                reel.break_off(cause)
