"""Stretches of movement, out of what each pair of keyframes says."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

PAUSE = timedelta(seconds=3)
"""A shorter one does not part two stretches."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Something moved between the two; `strength`: the largest share of the area at once, 0..1."""

    since: datetime
    until: datetime
    strength: float


class Stretches:
    """Fed in order of time; `finished` are those to which nothing is added any more."""

    def __init__(self) -> None:
        self.finished: list[Movement] = []
        self.growing: Movement | None = None

    def note(self, since: datetime, until: datetime, strength: float) -> None:
        """Between the two pictures taken then; `strength` 0 says that nothing moved."""
        grown = self.growing
        if grown is not None and since - grown.until > PAUSE:
            self._finish()
            grown = None
        if not strength:
            return
        if grown is None:
            self.growing = Movement(since, until, strength)
        else:
            self.growing = replace(grown, until=until, strength=max(grown.strength, strength))

    def all(self) -> list[Movement]:
        return [*self.finished, *([self.growing] if self.growing else [])]

    def _finish(self) -> None:
        if self.growing:
            self.finished.append(self.growing)
        self.growing = None
