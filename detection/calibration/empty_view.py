"""The camera's view with nobody in it: a background to recognise it by."""

import numpy as np
from numpy.typing import NDArray

from detection.boxes import Box
from detection.cover import covered
from detection.frame import Image

KEPT = 16
"""Pictures. When there are more, every second is dropped and half as many are taken."""

FIRST_EVERY_S = 2.0
MARGIN = 0.15
"""Of a box, on each side: hands and shadows."""

NEVER_SEEN = 128
"""Grey, where somebody or something covered the view all the time."""


class EmptyView:
    """A median over the whole period, of what no found thing covered: nobody can be in it."""

    def __init__(self) -> None:
        self._every_s = FIRST_EVERY_S
        self._last_s = float("-inf")
        self._pictures: list[NDArray[np.float32]] = []

    def add(self, small: Image, boxes: list[Box], at_s: float) -> None:
        if 0 <= at_s - self._last_s < self._every_s:
            return
        self._last_s = at_s
        if self._pictures and self._pictures[0].shape != small.shape:
            self._pictures = []
        self._pictures.append(_uncovered(small, boxes))
        if len(self._pictures) > KEPT:
            self._pictures = self._pictures[::2]
            self._every_s *= 2

    def picture(self) -> Image | None:
        """None before the first picture."""
        if not self._pictures:
            return None
        # Not numpy's nanmedian: it warns where all are NaN, which is no fault here.
        ordered = np.sort(np.stack(self._pictures), axis=0)
        seen = (~np.isnan(ordered)).sum(axis=0)
        middle = np.take_along_axis(ordered, np.maximum(seen - 1, 0)[None] // 2, axis=0)[0]
        return np.where(seen > 0, middle, NEVER_SEEN).astype(np.uint8)


def _uncovered(small: Image, boxes: list[Box]) -> NDArray[np.float32]:
    """(h, w, 3), NaN where a box lies."""
    picture = small.astype(np.float32)
    picture[covered((box.grown(MARGIN) for box in boxes), small.shape)] = np.nan
    return picture
