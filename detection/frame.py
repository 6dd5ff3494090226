"""One decoded picture and its two times."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import cv2
import numpy as np
from numpy.typing import NDArray

MIDDLING_PX, SMALL_PX = 480, 320

NEARLY_AREA = 0.75
"""Scale (720p, halved, to 480) down to which linear weighs pixels nearly as area does, at a sixth
of the price. Below, it leaves up to a third more noise: a camera that trembled then saw a fire."""

BRIGHTEST, LEAST_GAIN, MOST_GAIN = 250, 1.05, 1.8
"""A dark picture is brightened until its brightest hundredth is white, but no noise to flames."""

PTS_PER_S = 90_000
"""Ticks of presentation time in a second: the 90 kHz clock of RTP and MPEG (RFC 3551)."""

Image = NDArray[np.uint8]
"""(height_px, width_px, 3), BGR, uint8."""


class _MadeOnce:
    """As `functools.cached_property`, whose lock (to Python 3.11) lets all cameras wait for one."""

    def __init__(self, make: "Callable[[Frame], Image]") -> None:
        self._make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, frame: "Frame", owner: type) -> Image:
        image = frame.__dict__[self._name] = self._make(frame)
        return image


@dataclass(frozen=True)
class Frame:
    """A picture to analyse.

    `pts` is its presentation time in 1/90000 s, the same number that the live relay gives the
    browser, so that a box can be drawn on its own frame. It never goes back within one source.
    `captured_at` is the aware instant at which the source delivered it.
    """

    image: Image
    pts: int
    captured_at: datetime

    @_MadeOnce
    def middling(self) -> Image:
        """At most 480 px long; each pixel is the mean of several, with less noise than they."""
        return _reduced(self.image, MIDDLING_PX)

    @_MadeOnce
    def small(self) -> Image:
        """At most 320 px long. Several cues look at it: it is made once."""
        return _reduced(self.middling, SMALL_PX)

    @_MadeOnce
    def exposed(self) -> Image:
        """`small`, as bright as it would be under a wider lens: thresholds are of levels."""
        brightest = float(np.percentile(self.small[::4, ::4], 99))
        gain = min(MOST_GAIN, BRIGHTEST / max(1.0, brightest))
        if gain <= LEAST_GAIN:
            return self.small
        return np.asarray(cv2.convertScaleAbs(self.small, alpha=gain), np.uint8)

    def luminance(self) -> float:
        """The mean of every 32nd pixel, 0 black … 1 white."""
        return float(self.image[::32, ::32].mean()) / 255

    @property
    def pts_s(self) -> float:
        return self.pts / PTS_PER_S


def _reduced(image: Image, long_side_px: int) -> Image:
    height, width = image.shape[:2]
    while max(height, width) >= 2 * long_side_px and height % 2 == width % 2 == 0:
        # Halving has a path of its own in OpenCV: a fifth of the price of another scale.
        height, width = height // 2, width // 2
        image = np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA))
    scale = long_side_px / max(height, width)
    if scale >= 1:
        return image
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    by = cv2.INTER_LINEAR if scale >= NEARLY_AREA else cv2.INTER_AREA
    return np.asarray(cv2.resize(image, size, interpolation=by), np.uint8)
