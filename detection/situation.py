"""From a condition that flickers to a situation that opens once and ends once."""

from dataclasses import dataclass
from enum import Enum


class Change(Enum):
    OPENED = "opened"
    ENDED = "ended"


@dataclass
class Situation:
    """Opens when a condition has held for `open_after_s`, ends when absent for `end_after_s`.

    Without the two delays one person at the edge of a zone would raise an alert at each step
    (a chattering alarm, ISA-18.2). A miss shorter than `end_after_s` does not restart the wait:
    detectors lose a person for a frame or two.
    """

    open_after_s: float
    end_after_s: float
    is_open: bool = False
    since_s: float = 0.0
    last_present_s: float | None = None

    def update(self, pts_s: float, present: bool) -> Change | None:
        """Take one look at the condition."""
        if self.last_present_s is not None and pts_s < self.last_present_s:
            pts_s = self.last_present_s  # a clock that steps back must not end before it starts
        if present:
            return self._present(pts_s)
        if self.last_present_s is None or pts_s - self.last_present_s < self.end_after_s:
            return None
        return self.stop()

    def held_s(self, pts_s: float) -> float:
        """How long the condition has held, if it still does now."""
        return 0.0 if self.last_present_s is None else round(max(0.0, pts_s - self.since_s), 1)

    def stop(self) -> Change | None:
        """Forget the condition; `since_s` keeps the start of what has ended."""
        was_open, self.is_open = self.is_open, False
        self.last_present_s = None
        return Change.ENDED if was_open else None

    def _present(self, pts_s: float) -> Change | None:
        if self.last_present_s is None:
            self.since_s = pts_s
        self.last_present_s = pts_s
        if self.is_open or pts_s - self.since_s < self.open_after_s:
            return None
        self.is_open = True
        return Change.OPENED
