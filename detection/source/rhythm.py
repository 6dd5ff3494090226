"""Which pictures are analysed, when not all of them are."""

from detection.frame import PTS_PER_S


class Rhythm:
    """At most `per_s` pictures a second, evenly; it begins anew after a jump of the clock."""

    def __init__(self, per_s: float) -> None:
        self._every = PTS_PER_S / per_s
        self._next = 0.0

    def is_due(self, pts: int) -> bool:
        """Asked once for each picture, in the order of showing; `pts` in 1/90000 s."""
        late = pts - self._next
        if -2 * self._every < late < 0:
            return False
        self._next = self._next + self._every if 0 <= late < self._every else pts + self._every
        return True
