"""Taking a camera's trembling out: wind on a mast moves every edge of the picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.frame import Image

LEAST_PX = 0.3
"""Phase correlation (Kuglin and Hines 1975) is sure to a tenth of a pixel; people who walk pull.
At half the size it is not: a wall of bricks then trembles like flames."""

MOST_PX = 8.0
"""More is no trembling: the camera was turned, or the correlation found something else."""

LEAST_RESPONSE = 0.2
KEPT = 300
"""Pictures (a minute): then the light has changed, and a new one is measured against."""


class Steady:
    """Moves each small picture so that it lies on an earlier one. One camera, one size.

    Always measured against the same picture: summed from step to step, the errors would wander.
    """

    def __init__(self) -> None:
        self._against: NDArray[np.float32] | None = None
        self._window: NDArray[np.float32] | None = None
        self._used = 0

    def aligned(self, small: Image) -> Image:
        """`small` (h, w, 3); the edge that comes in is repeated."""
        grey = _grey(small)
        if self._against is None or self._against.shape != grey.shape:
            height, width = grey.shape
            self._window = np.asarray(cv2.createHanningWindow((width, height), cv2.CV_32F))
            self._against, self._used = grey, 0
            return small
        (right_px, down_px), response = cv2.phaseCorrelate(self._against, grey, self._window)
        far_px = float(np.hypot(right_px, down_px))
        trembles = response >= LEAST_RESPONSE and LEAST_PX <= far_px <= MOST_PX
        moved = _moved(small, -right_px, -down_px) if trembles else small
        self._used += 1
        if self._used >= KEPT:
            self._against, self._used = _grey(moved), 0
        return moved


def _grey(small: Image) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.float32)


def _moved(small: Image, right_px: float, down_px: float) -> Image:
    height, width = small.shape[:2]
    move = np.array([[1, 0, right_px], [0, 1, down_px]], np.float32)
    moved = cv2.warpAffine(small, move, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)
