"""Points and where they have been, while they are followed from picture to picture."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
"""(n, 2): x, y in pixels of the small picture."""

MEMORY_S = 2.0


@dataclass(frozen=True, slots=True)
class Trails:
    """`places` (steps, n, 2), oldest first, with their `times_s`; NaN before a point was found."""

    times_s: tuple[float, ...] = ()
    places: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 2), np.float32))

    @property
    def now(self) -> Points:
        """Where the points are; none when nothing is followed."""
        return self.places[-1] if len(self.places) else np.zeros((0, 2), np.float32)

    def moved(self, there: Points, pts_s: float) -> "Trails":
        """The same points one picture later; what is older than the memory is forgotten."""
        times = (*self.times_s, pts_s)
        kept = sum(1 for time_s in times if pts_s - time_s <= MEMORY_S)
        return Trails(times[-kept:], np.concatenate([self.places, there[None]])[-kept:])

    def only(self, chosen: NDArray[np.bool_]) -> "Trails":
        return Trails(self.times_s, self.places[:, chosen])

    def joined_by(self, found: Points, pts_s: float) -> "Trails":
        """With points that were found now."""
        if not self.times_s:
            return Trails((pts_s,), found[None].astype(np.float32))
        before = np.full((len(self.times_s) - 1, len(found), 2), np.nan, np.float32)
        return Trails(
            self.times_s,
            np.concatenate([self.places, np.concatenate([before, found[None]])], axis=1),
        )

    def since(self) -> tuple[Points, NDArray[np.float32]]:
        """Where each point was first seen, and how many seconds ago."""
        first = np.isfinite(self.places[..., 0]).argmax(axis=0)
        times = np.array(self.times_s, np.float32)
        return self.places[first, np.arange(self.places.shape[1])], times[-1] - times[first]

    def path_px(self) -> NDArray[np.float32]:
        """The length of each point's way."""
        steps = np.linalg.norm(np.diff(self.places, axis=0), axis=2)
        length: NDArray[np.float32] = np.nansum(steps, axis=0)
        return length
