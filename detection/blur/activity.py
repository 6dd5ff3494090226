"""Where anything changed over a time: the lowest and highest value of each pixel."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

CHANGED_LUMA, CHANGED_CHROMA = 10, 7
"""Of 255. Somebody who stands still sways by more. The grain of a bad camera is more too: then all
of its picture counts as changed, which hides too much and never too little."""

Small = NDArray[np.uint8]
"""(3, height_px, width_px): as `Planes.small` gives it."""


@dataclass(frozen=True, slots=True)
class Activity:
    """`since_s`, `until_s`: when the first and last of its pictures were taken, seconds since 1970;
    `pictures`: how many of them showed something new, were it the grain of the sensor. A frozen
    picture that comes again and again is one."""

    low: Small
    high: Small
    since_s: float
    until_s: float
    pictures: int

    @property
    def lasts_s(self) -> float:
        return self.until_s - self.since_s

    def joined(self, other: "Activity | None") -> "Activity":
        """Over both times. Pictures of another size say nothing of these: they are left out."""
        if other is None or other.low.shape != self.low.shape:
            return self
        is_new = self._is_beyond(other.low, other.high)
        pictures = self.pictures + other.pictures
        return Activity(
            np.minimum(self.low, other.low),
            np.maximum(self.high, other.high),
            min(self.since_s, other.since_s),
            max(self.until_s, other.until_s),
            pictures if is_new else max(self.pictures, other.pictures),
        )

    def noting(self, small: Small, at_s: float) -> "Activity":
        """With one picture more. What was given as `low` and `high` is written over."""
        pictures = self.pictures + self._is_beyond(small, small)
        np.minimum(self.low, small, out=self.low)
        np.maximum(self.high, small, out=self.high)
        since_s, until_s = min(self.since_s, at_s), max(self.until_s, at_s)
        return replace(self, since_s=since_s, until_s=until_s, pictures=pictures)

    def _is_beyond(self, low: Small, high: Small) -> bool:
        return bool((low < self.low).any() or (high > self.high).any())

    def changed(self) -> NDArray[np.bool_]:
        """(height_px, width_px): where it varied by more than a still place does."""
        luma, *chroma = self.high - self.low
        colour = np.maximum(*chroma)
        return np.asarray((luma > CHANGED_LUMA) | (colour > CHANGED_CHROMA))


def activity_of(small: Small, at_s: float) -> Activity:
    return Activity(small.copy(), small.copy(), at_s, at_s, 1)
