"""A fault opens when it has lasted, and ends when the picture has been good for a while."""

GOOD_S = 2.0
"""How long nothing may be seen of a fault before it ends: a flickering one stays one fault."""


class Persistence:
    """One fault of one camera. Times in seconds, and never going back: see `restart`."""

    def __init__(self, opens_after_s: float) -> None:
        self._opens_after_s = opens_after_s
        self._since_s: float | None = None
        self._seen_s = 0.0
        self._is_open = False

    @property
    def open_since_s(self) -> float | None:
        """When the fault was first seen, if it is open."""
        return self._since_s if self._is_open else None

    def note(self, is_seen: bool, at_s: float) -> None:
        if is_seen:
            self._since_s = at_s if self._since_s is None else self._since_s
            self._seen_s = at_s
            self._is_open = self._is_open or at_s - self._since_s >= self._opens_after_s
        elif not self._is_open or at_s - self._seen_s >= GOOD_S:
            self._since_s, self._is_open = None, False

    def restart(self, at_s: float) -> None:
        """After a gap or a jump of the clock: what is open stays so, what was about to is not."""
        open_since_s = self.open_since_s
        self._since_s = None if open_since_s is None else min(open_since_s, at_s)
        self._seen_s = at_s
