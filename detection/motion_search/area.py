"""The area that is looked at: a polygon on the picture, 0..1."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.motion_search.keyframes import Grey

LONGEST_SIDE_PX = 320
"""Of what is compared: a small area keeps all its pixels, a large one is made smaller."""

FEWEST_POINTS, MOST_POINTS = 3, 20
SMALLEST = 0.0004
"""Share of the picture: smaller ones hold less than anything that could be told from noise."""

Point = tuple[float, float]


class AreaRefused(ValueError):
    """No polygon that can be searched."""


@dataclass(frozen=True, slots=True)
class Area:
    """Raises `AreaRefused`. An outline that crosses itself covers what is inside an odd number of
    times."""

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if not FEWEST_POINTS <= len(self.points) <= MOST_POINTS:
            raise AreaRefused(f"an area has {FEWEST_POINTS} to {MOST_POINTS} corners")
        if not all(0 <= value <= 1 for point in self.points for value in point):
            raise AreaRefused("a corner lies outside of the picture")
        if self.share < SMALLEST:
            raise AreaRefused("the area is too small")

    @property
    def share(self) -> float:
        """Of the picture, by the outline."""
        x, y = np.array(self.points).T
        return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


class Window:
    """What of pictures of one size (pixels) the area takes, and how small it is compared."""

    def __init__(self, area: Area, width_px: int, height_px: int) -> None:
        corners = np.array(area.points) * (width_px, height_px)
        left, top = np.floor(corners.min(axis=0)).astype(int)
        right, bottom = np.ceil(corners.max(axis=0)).astype(int)
        self._rows = slice(int(top), max(int(bottom), int(top) + 1))
        self._columns = slice(int(left), max(int(right), int(left) + 1))
        width, height = self._columns.stop - left, self._rows.stop - top
        scale = min(1.0, LONGEST_SIDE_PX / max(width, height))
        self._size_px = (max(1, round(width * scale)), max(1, round(height * scale)))
        self.inside = self._mask((corners - (left, top)) * scale)
        self.of_px = (width_px, height_px)

    def cut(self, picture: Grey) -> NDArray[np.float32]:
        """The rectangle around the area, smoothed a little: single pixels are noise."""
        small = cv2.resize(
            picture[self._rows, self._columns], self._size_px, interpolation=cv2.INTER_AREA
        )
        return np.asarray(cv2.GaussianBlur(small, (3, 3), 0), np.float32)

    def _mask(self, corners: NDArray[np.float64]) -> NDArray[np.bool_]:
        mask = np.zeros(self._size_px[::-1], np.uint8)
        cv2.fillPoly(mask, [np.round(corners).astype(np.int32)], 1)
        return mask.astype(bool)


def read_area(given: object) -> Area:
    """From JSON, `[[x, y], …]`. Raises `AreaRefused`."""
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise AreaRefused("an area is a list of corners")
    try:
        points = tuple((float(x), float(y)) for x, y in given)
    except (TypeError, ValueError) as error:
        raise AreaRefused("an area is a list of corners") from error
    return Area(points)
