"""Pictures of which only the means of blocks are left."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.blur.blocks import COARSE, COARSEST, PLAIN, Blocks, Levels
from detection.blur.planes import Plane, Planes


class Mosaic:
    """All is means of blocks, but for what is `PLAIN` in `levels`."""

    def __init__(self, blocks: Blocks, levels: Levels) -> None:
        self._levels = levels
        self._side_px = blocks.side_px
        plain = (levels == PLAIN).astype(np.uint8)
        has_plain = bool(plain.any())
        size = (blocks.height_px, blocks.width_px)
        self._plain = _drawn(plain, self._side_px, size) if has_plain else None
        half = (size[0] // 2, size[1] // 2)
        self._plain_chroma = _drawn(plain, self._side_px // 2, half) if has_plain else None

    def cover(self, planes: Planes) -> Planes:
        first, second = planes.chroma
        half = self._side_px // 2
        return Planes(
            self._covered(planes.luma, self._side_px, self._plain),
            (
                self._covered(first, half, self._plain_chroma),
                self._covered(second, half, self._plain_chroma),
            ),
        )

    def _covered(self, plane: Plane, side_px: int, plain: Plane | None) -> Plane:
        """Made of means first; then what is plain is laid over it."""
        covered = _drawn(self._means(plane, side_px), side_px, plane.shape)
        if plain is not None:
            covered = np.asarray(cv2.copyTo(plane, plain, covered), np.uint8)
        return covered

    def _means(self, plane: Plane, side_px: int) -> NDArray[np.uint8]:
        """(rows, columns): of each block what it is shown by."""
        rows, columns = self._levels.shape
        height, width = plane.shape
        below, right = rows * side_px - height, columns * side_px - width
        whole = cv2.copyMakeBorder(plane, 0, below, 0, right, cv2.BORDER_REPLICATE)
        fine = cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA)
        means = np.asarray(fine, np.uint8)
        for level, group in ((COARSE, 2), (COARSEST, 4)):
            if (self._levels >= level).any():
                size = (columns // group, rows // group)
                coarse = cv2.resize(fine, size, interpolation=cv2.INTER_AREA)
                repeated = coarse.repeat(group, 0).repeat(group, 1)
                means = np.where(self._levels >= level, repeated, means)
        return means


def _drawn(values: NDArray[np.uint8], side_px: int, size: tuple[int, ...]) -> Plane:
    """Each value as a square; cut to height and width."""
    rows, columns = values.shape
    whole = (columns * side_px, rows * side_px)
    drawn = cv2.resize(values, whole, interpolation=cv2.INTER_NEAREST)
    return np.ascontiguousarray(drawn[: size[0], : size[1]], np.uint8)
