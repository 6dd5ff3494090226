"""Points that were followed through the pictures of one camera: what the cue `motion` gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detection.courses import Course


@dataclass(frozen=True, slots=True)
class MovingPoints:
    """In fractions of the picture.

    `at` (n, 2) where each point is; `since` (n, 2) where it was `age_s` (n,) ago, at most two
    seconds; `straight` (n,) that distance over the length of the way, 0..1. `aspect` is the
    picture's width over its height.
    """

    at: NDArray[np.float32]
    since: NDArray[np.float32]
    age_s: NDArray[np.float32]
    straight: NDArray[np.float32]
    aspect: float

    def course(self, chosen: NDArray[np.intp]) -> Course:
        """The median of several points' courses."""
        right, down = np.median(self.at[chosen] - self.since[chosen], axis=0).tolist()
        for_s, straight = (float(np.median(of[chosen])) for of in (self.age_s, self.straight))
        return Course(for_s, right * self.aspect, down, straight)
