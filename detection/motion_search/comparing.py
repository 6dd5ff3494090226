"""Two keyframes after another: how much of the area is otherwise, beyond noise and light."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.motion_search.area import Area, Window
from detection.motion_search.keyframes import Grey

LEAST_STEP = 14.0
"""Grey levels, of 255: below it is what a codec makes of the same picture twice."""

TIMES_NOISE = 6.0
MOST_NOISE = 5.0
"""Grey levels. Where most of the area moves, the spread is no noise any more."""

FEWEST_PX = 24
"""In one piece, of what is compared."""

LIGHT = (0.6, 1.7)
"""The whole area darker or brighter by so much is a lamp or the camera's exposure."""


class Comparer:
    """Fed with one camera's keyframes in order."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._window: Window | None = None
        self._before: NDArray[np.float32] | None = None

    def moved(self, picture: Grey) -> float | None:
        """The share of the area (0..1) that changed since the picture before, 0 where nothing
        did; None for the first one, and the first of another size."""
        height, width = picture.shape
        if self._window is None or self._window.of_px != (width, height):
            self._window, self._before = Window(self._area, width, height), None
        cut, before = self._window.cut(picture), self._before
        self._before = cut
        return None if before is None else changed_share(before, cut, self._window.inside)

    def forget(self) -> None:
        """After a gap: what is otherwise then says not when it moved."""
        self._before = None


def changed_share(
    before: NDArray[np.float32], now: NDArray[np.float32], inside: NDArray[np.bool_]
) -> float:
    step = np.abs(now - before * _brighter(before[inside], now[inside]))
    noise = min(MOST_NOISE, float(np.median(step[inside])) * 1.4826)
    is_otherwise = (step > max(LEAST_STEP, TIMES_NOISE * noise)) & inside
    return _in_pieces(is_otherwise) / max(1, int(inside.sum()))


def _brighter(before: NDArray[np.float32], now: NDArray[np.float32]) -> float:
    ratio = float(np.median(now)) / max(1.0, float(np.median(before)))
    return ratio if LIGHT[0] <= ratio <= LIGHT[1] else 1.0


def _in_pieces(is_otherwise: NDArray[np.bool_]) -> int:
    """Pixels of pieces that are large enough."""
    found = cv2.connectedComponentsWithStats(is_otherwise.astype(np.uint8), connectivity=8)
    sizes = found[2][1:, cv2.CC_STAT_AREA]
    return int(sizes[sizes >= FEWEST_PX].sum())
