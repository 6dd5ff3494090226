"""The last seconds of a picture, kept in memory: whatever an alert begins with is at hand."""

from collections import deque
from datetime import datetime

from detection.fragments.fragmenter import Fragment

MOST_BYTES = 64_000_000
"""Of a camera that hardly ever sends a keyframe."""

Taken = tuple[datetime, Fragment]


class Roll:
    """Whole groups of pictures, each from its keyframe on; what comes before one is let go."""

    def __init__(self) -> None:
        self._taken: deque[Taken] = deque()
        self._bytes = 0

    def add(self, at: datetime, fragment: Fragment) -> None:
        if self._bytes + len(fragment.data) > MOST_BYTES:
            self.clear()
        if self._taken or fragment.keyframe:
            self._taken.append((at, fragment))
            self._bytes += len(fragment.data)

    def keep(self, since: datetime) -> None:
        """Let go of what is not needed to show every picture from then on."""
        while (second := self._second_keyframe()) is not None and self._taken[second][0] <= since:
            for _ in range(second):
                self._bytes -= len(self._taken.popleft()[1].data)

    @property
    def first(self) -> Taken | None:
        return self._taken[0] if self._taken else None

    def take_all(self) -> list[Taken]:
        taken = list(self._taken)
        self.clear()
        return taken

    def clear(self) -> None:
        self._taken.clear()
        self._bytes = 0

    def _second_keyframe(self) -> int | None:
        keyframes = (n for n, (_, one) in enumerate(self._taken) if n and one.keyframe)
        return next(keyframes, None)
