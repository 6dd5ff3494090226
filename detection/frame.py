"""One decoded picture and its two times."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

PTS_PER_S = 90_000
"""Ticks of presentation time in a second: the 90 kHz clock of RTP and MPEG (RFC 3551)."""

Image = NDArray[np.uint8]
"""(height_px, width_px, 3), BGR, uint8."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture to analyse.

    `pts` is its presentation time in 1/90000 s, the same number that the live relay gives the
    browser, so that a box can be drawn on its own frame. It never goes back within one source.
    `captured_at` is the aware instant at which the source delivered it.
    """

    image: Image
    pts: int
    captured_at: datetime

    @property
    def pts_s(self) -> float:
        return self.pts / PTS_PER_S
