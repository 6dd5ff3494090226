"""When a camera took which picture: what two streams of one camera have in common."""

from datetime import datetime

from detection.frame import PTS_PER_S

DRIFT = 1e-4
"""A camera's clock against ours; quartz is ten times better."""

SET_ANEW_S = 1.0


class PictureClock:
    """From presentation times to the clock on the wall.

    A packet may come late but never early: the least delay seen is nearest to the truth.
    """

    def __init__(self) -> None:
        self._offset_s: float | None = None
        self._noted_s = 0.0

    def note(self, pts: int, captured_at: datetime) -> None:
        at_s = captured_at.timestamp()
        offset_s = at_s - pts / PTS_PER_S
        if self._offset_s is None or offset_s - self._offset_s > SET_ANEW_S:
            self._offset_s = offset_s
        drifted_s = self._offset_s + DRIFT * max(0.0, at_s - self._noted_s)
        self._offset_s, self._noted_s = min(offset_s, drifted_s), at_s

    def at_ms(self, pts: int) -> int | None:
        """Milliseconds since 1970, as browsers count; None before anything was noted."""
        if self._offset_s is None:
            return None
        return round((self._offset_s + pts / PTS_PER_S) * 1000)
