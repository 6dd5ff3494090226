"""Several cameras' pictures on one network input: a wide picture leaves half of a square empty.

An exported network reads one size, 640 px square for instance, and costs the same whatever is on
it. Two wide pictures, one above the other, lose a tenth of their size and half of the cost; four
cost a quarter each, for cameras whose people are large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import cv2
import numpy as np

from detection.boxes import Box, Detection
from detection.frame import Image
from detection.letterbox import GREY

LEAST_INSIDE = 0.5
"""Of a box: what lies mostly in the neighbour's part belongs to the neighbour."""


class Share(IntEnum):
    """How many pictures share a canvas."""

    WHOLE = 1
    HALF = 2
    QUARTER = 4


@dataclass(frozen=True, slots=True)
class Canvas:
    """`image` is (height, width, 3) as the network reads it; `places` in fractions of it."""

    image: Image
    places: tuple[Box, ...]

    def sort(self, found: Sequence[Detection]) -> list[list[Detection]]:
        """What was found on the canvas, for each picture, in fractions of that picture."""
        return [
            [moved for one in found if (moved := _on_picture(one, place)) is not None]
            for place in self.places
        ]


def compose(images: Sequence[Image], share: Share, size_px: tuple[int, int]) -> Canvas:
    """At most `share` pictures, all upright or all wide, on a canvas of (height, width)."""
    height, width = size_px
    canvas = np.full((height, width, 3), GREY, np.uint8)
    areas = _areas(share, images[0])
    places = [_put(image, canvas, area) for image, area in zip(images, areas, strict=False)]
    return Canvas(canvas, tuple(places))


def is_upright(image: Image) -> bool:
    return bool(image.shape[0] > image.shape[1])


def fitted_height(image: Image, share: Share, size_px: tuple[int, int]) -> float:
    """How high the picture would lie on the canvas, in pixels of it."""
    area = _areas(share, image)[0]
    height, width = image.shape[:2]
    high, wide = (area.bottom - area.top) * size_px[0], (area.right - area.left) * size_px[1]
    return float(min(high, wide * height / width))


def _areas(share: Share, first: Image) -> list[Box]:
    if share is Share.WHOLE:
        return [Box(0, 0, 1, 1)]
    if share is Share.QUARTER:
        return [Box(x, y, x + 0.5, y + 0.5) for y in (0.0, 0.5) for x in (0.0, 0.5)]
    if is_upright(first):
        return [Box(0, 0, 0.5, 1), Box(0.5, 0, 1, 1)]
    return [Box(0, 0, 1, 0.5), Box(0, 0.5, 1, 1)]


def _put(image: Image, canvas: Image, area: Box) -> Box:
    """Draw the picture into the middle of its area; where it came to lie."""
    rows, columns = canvas.shape[:2]
    high, wide = (area.bottom - area.top) * rows, (area.right - area.left) * columns
    height, width = image.shape[:2]
    scale = min(high / height, wide / width)
    fit_width, fit_height = max(1, int(width * scale)), max(1, int(height * scale))
    left = round(area.left * columns + (wide - fit_width) / 2)
    top = round(area.top * rows + (high - fit_height) / 2)
    # Area averaging: it finds more of the small than the bilinear of one picture alone.
    shape = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    fitted = cv2.resize(image, (fit_width, fit_height), interpolation=shape)
    canvas[top : top + fit_height, left : left + fit_width] = fitted
    return Box(left / columns, top / rows, (left + fit_width) / columns, (top + fit_height) / rows)


def _on_picture(found: Detection, place: Box) -> Detection | None:
    if found.box.area <= 0 or found.box.intersection(place) < LEAST_INSIDE * found.box.area:
        return None
    return found.seen_from(place)
