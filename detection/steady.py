"""Taking a camera's trembling out: wind on a mast moves every edge of the picture."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.frame import Image

LEAST_PX = 0.3
"""Phase correlation (Kuglin and Hines 1975) is sure to a tenth of a pixel; moving people pull."""

MOST_PX = 8.0
"""More is no trembling: the camera was turned, or the correlation found something else."""

LEAST_RESPONSE = 0.2


class Steady:
    """Moves each small picture so that it lies on the first one. One camera, one size."""

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._window: NDArray[np.float32] | None = None
        self._gone_px = np.zeros(2)

    def aligned(self, small: Image) -> Image:
        """`small` (h, w, 3); the edge that comes in is repeated."""
        grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
        last, self._last = self._last, grey
        if last is None or last.shape != grey.shape:
            self._gone_px = np.zeros(2)
            self._window = cv2.createHanningWindow(grey.shape[::-1], cv2.CV_32F)  # type: ignore[assignment]
            return small
        (right_px, down_px), response = cv2.phaseCorrelate(last, grey, self._window)
        far_px = float(np.hypot(right_px, down_px))
        if response >= LEAST_RESPONSE and LEAST_PX <= far_px <= MOST_PX:
            self._gone_px = self._gone_px + np.array([right_px, down_px])
        if np.abs(self._gone_px).max() < LEAST_PX:
            return small
        return _moved(small, -self._gone_px)


def _moved(small: Image, by_px: NDArray[np.float64]) -> Image:
    height, width = small.shape[:2]
    move = np.array([[1, 0, by_px[0]], [0, 1, by_px[1]]], np.float32)
    moved = cv2.warpAffine(small, move, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)
