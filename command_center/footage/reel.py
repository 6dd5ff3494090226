"""From one camera's pictures to segments: what is kept, and where one file ends."""

import errno
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from command_center.footage.camera_recording import Mode
from command_center.footage.finished import Finished
from command_center.footage.gap import GapCause
from command_center.footage.roll import Roll
from command_center.footage.segment_in_progress import SegmentInProgress
from command_center.footage.wish import Wish
from command_center.streams.picture_clock import PictureClock
from command_center.streams.picture_feed import Shape
from detection.fragments.fragmenter import Fragment
from detection.fragments.timed import found_message
from detection.frame import PTS_PER_S

SEGMENT = timedelta(seconds=30)
LONGEST_STEP = 2 * PTS_PER_S
"""Between two pictures; what comes later is another segment, with a gap before it."""

FOUND_WITHIN = timedelta(seconds=10)
"""An alert begins before it is found."""

KEPT_MESSAGES = 1000
"""More than is found in the longest roll."""

TRIED_AGAIN_AFTER = timedelta(seconds=5)
"""Storage that took nothing."""

logger = logging.getLogger(__name__)


class Reel:
    """One watch; one thread. `done` takes what is finished; nothing the storage does is raised."""

    def __init__(self, camera_id: int, fence: int, done: Callable[[Finished], None]) -> None:
        self._camera_id, self._fence = camera_id, fence
        self._done = done
        self.wish = Wish()
        self.clock_offset_s: float | None = None
        self._begun: tuple[Shape, bytes] | None = None
        self._clock = PictureClock()
        self._roll = Roll()
        self._segment: SegmentInProgress | None = None
        self._last: Fragment | None = None
        self._gap: GapCause | None = GapCause.UNWATCHED
        self._rests_until: datetime | None = None
        self._messages = 0
        self._found: deque[tuple[int, bytes]] = deque(maxlen=KEPT_MESSAGES)

    def begin(self, shape: Shape, init_segment: bytes) -> None:
        self._cut()
        self._roll.clear()
        self._found.clear()
        self._clock = PictureClock()
        self._last = None
        self._begun = shape, init_segment

    def note_time(self, pts: int, captured_at: datetime) -> None:
        self._clock.note(pts, captured_at)

    def take(self, fragment: Fragment) -> None:
        at = self._at(fragment.pts)
        if at is None or self._begun is None:
            return
        if self._last and abs(fragment.pts - self._last.pts) > LONGEST_STEP:
            self.break_off(GapCause.CLOCK)
        self._last = fragment
        if self._segment and fragment.keyframe and at - self._segment.began_at >= SEGMENT:
            self._cut()
        since = self.wish.since(at)
        if since is None and self._may_stop(fragment):
            self._roll.add(at, fragment)
            self._stop(at)
        elif self._segment is not None:
            self._segment.add(at, fragment)
        else:
            self._roll.add(at, fragment)
            self._record(at, since or at)

    def note_found(self, pts: int, text: bytes) -> None:
        self._messages += 1
        message = found_message(pts, self._messages, text)
        self._found.append((pts, message))
        if self._segment is not None:
            self._segment.add_message(message)

    def break_off(self, cause: GapCause) -> None:
        """What comes next does not follow."""
        self._cut()
        self._roll.clear()
        self._last = None
        self._gap = cause

    def write(self) -> None:
        """To the disk, what was taken since the last time."""
        if self._segment is not None:
            self._attempt(self._segment.write)

    def close(self) -> None:
        self._cut()

    def _may_stop(self, fragment: Fragment) -> bool:
        """Up to the next keyframe: the roll of the next alert goes on without a hole."""
        return self._segment is None or fragment.keyframe or self.wish.mode is Mode.OFF

    def _stop(self, at: datetime) -> None:
        self._cut()
        self._gap = GapCause.OFF
        if self.wish.mode is Mode.OFF:
            self._roll.clear()
        self._roll.keep(at - self.wish.pre_roll - FOUND_WITHIN)

    def _record(self, at: datetime, since: datetime) -> None:
        """A new segment, from the keyframe that shows `since`."""
        if self._rests_until is not None and at < self._rests_until:
            self._roll.keep(max(since, at - self.wish.pre_roll))
            return
        self._roll.keep(since)
        if first := self._roll.first:
            self._attempt(lambda: self._open(*first))
        if self._segment is not None:
            for one in self._roll.take_all():
                self._segment.add(*one)

    def _open(self, at: datetime, first: Fragment) -> None:
        assert self._begun is not None
        pts = first.pts
        given = (self._camera_id, self._fence, self.wish.mode, at, pts)
        self._segment = segment = SegmentInProgress(*given, *self._begun)
        for found_pts, message in self._found:
            if found_pts >= pts:
                segment.add_message(message)

    def _cut(self) -> None:
        """The segment ends; its times are those that its clock says by now."""
        if self._segment is not None:
            self.write()
        if self._segment is not None:
            segment, self._segment = self._segment, None
            self._attempt(lambda: self._finish(segment))

    def _finish(self, segment: SegmentInProgress) -> None:
        began_at = self._at(segment.pts) or segment.began_at
        finished = segment.finish(began_at, self.clock_offset_s, self._gap)
        if finished is not None:
            self._gap = None
            self._done(finished)

    def _attempt(self, do: Callable[[], None]) -> None:
        try:
            do()
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """What was written stays. Where not even that can be finished, it is found on the disk
        later and entered then."""
        logger.error("Camera %s is not recorded: %s. Tried again.", self._camera_id, error)
        segment, self._segment = self._segment, None
        if segment is not None:
            with suppress(OSError):
                self._finish(segment)
        self._gap = GapCause.DISK_FULL if error.errno == errno.ENOSPC else GapCause.STORAGE
        last_at = self._at(self._last.pts) if self._last else None
        self._rests_until = last_at and last_at + TRIED_AGAIN_AFTER

    def _at(self, pts: int) -> datetime | None:
        at_ms = self._clock.at_ms(pts)
        return None if at_ms is None else datetime.fromtimestamp(at_ms / 1000, UTC)
