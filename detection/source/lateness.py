"""How far a stream has fallen behind: a picture of ten seconds ago is not the present."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from detection.frame import PTS_PER_S

SPAN_S, SPANS = 30.0, 10
"""The least delay of five minutes is taken for none: a camera's clock runs a little faster or
slower than the server's, which in an hour is seconds."""


@dataclass
class _Span:
    began_s: float
    least_s: float


class Lateness:
    """One connection. What waits in a network or in buffers comes late, and ever later."""

    def __init__(self) -> None:
        self._spans: deque[_Span] = deque(maxlen=SPANS)

    def note(self, pts: int, at: datetime) -> float:
        """Seconds by which what was shown at `pts` (1/90000 s) came later than others do."""
        pts_s = pts / PTS_PER_S
        delay_s = at.timestamp() - pts_s
        if not self._spans or not 0 <= pts_s - self._spans[-1].began_s < SPAN_S:
            self._spans.append(_Span(pts_s, delay_s))
        self._spans[-1].least_s = min(self._spans[-1].least_s, delay_s)
        return delay_s - min(span.least_s for span in self._spans)
