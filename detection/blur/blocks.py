"""The blocks of a mosaic, and how coarse each is."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

BLOCKS_A_SHORT_SIDE = 30
PLAIN, FINE, COARSE, COARSEST = 0, 1, 2, 3
"""How a block is shown: as it is, or by the mean of itself, of 2 × 2 or of 4 × 4 blocks."""

Levels = NDArray[np.uint8]
"""(rows, columns): one of the four for each block."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Of a picture of this size. `side_px` is even, since colour has half the resolution."""

    width_px: int
    height_px: int

    @property
    def side_px(self) -> int:
        return max(8, round(min(self.width_px, self.height_px) / BLOCKS_A_SHORT_SIDE / 2) * 2)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns: multiples of four, the last of which may lie beyond the picture."""
        side = self.side_px * 4
        return -(-self.height_px // side) * 4, -(-self.width_px // side) * 4

    def touched(self, mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
        """(rows, columns), 1 where any pixel of the block is set in a mask of half the picture's
        size."""
        side, (rows, columns) = self.side_px // 2, self.shape
        height, width = mask.shape
        padded = np.zeros((rows * side, columns * side), np.bool_)
        padded[:height, :width] = mask
        any_pixel = padded.reshape(rows, side, columns, side).any((1, 3))
        return np.asarray(any_pixel, np.uint8)

    def beyond(self) -> NDArray[np.bool_]:
        """(rows, columns): what lies outside the picture."""
        rows, columns = self.shape
        outside = np.zeros((rows, columns), np.bool_)
        outside[-(-self.height_px // self.side_px) :] = True
        outside[:, -(-self.width_px // self.side_px) :] = True
        return outside


def spread(mask: NDArray[np.uint8], by: int) -> NDArray[np.uint8]:
    """Over the neighbours `by` blocks away."""
    kernel = np.ones((2 * by + 1, 2 * by + 1), np.uint8)
    return np.asarray(cv2.dilate(mask, kernel), np.uint8)


def whole_groups(levels: Levels) -> Levels:
    """The means of 2 × 2 and 4 × 4 blocks are shown over all that they are made of."""
    for level, side in ((COARSE, 2), (COARSEST, 4)):
        rows, columns = levels.shape
        groups = levels.reshape(rows // side, side, columns // side, side)
        has_one = (groups >= level).any((1, 3), keepdims=True)
        levels = np.where(has_one, np.maximum(groups, level), groups).reshape(rows, columns)
    return levels.astype(np.uint8)
