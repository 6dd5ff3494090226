"""From pixels that stay to things that were put down: size, shape, texture, edges."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.boxes import Box

LEAST_AREA, MOST_AREA = 8e-4, 0.05
"""Of the picture: a bag is 8 by 8 pixels of 320 by 240 at least; what fills a twentieth is a car,
a shutter or a light."""

LEAST_FILL = 0.35
MOST_OBLONG = 5.0
"""Of its box, and long side over short: a thing is compact, the rim of a shadow is not."""

SAME_TEXTURE = 0.7
"""Correlation with the background (normalised, so that light does not count) from which the ground
itself is seen, lit or wet."""

SHADE_SPREAD, SHADE_COLOUR = 0.10, 0.05
"""Spread of new over old brightness within a shadow, and between its colours: a shadow takes the
same share of everything (Horprasert et al. 1999), a thing has colours and folds of its own."""

ADDED = 1.15
"""Edges along the outline, new over old. Where a thing was taken away it is the other way round."""

LEAST_EDGE = 12.0
"""Levels of 255 a pixel, along the outline: a reflection or a puddle fades out."""

Picture = NDArray[np.float32]
"""(h, w, 3) BGR."""


class Nature(Enum):
    """What a region that stays is taken for."""

    THING = "thing"
    GHOST = "ghost"
    """The ground where a thing has been taken away."""
    LIGHT = "light"
    """The ground itself, lit, shaded or wet."""


@dataclass(frozen=True, slots=True)
class StillBlob:
    """A compact region, (h, w) of the small picture, that stays before the background."""

    box: Box
    region: NDArray[np.bool_]
    nature: Nature


@dataclass(frozen=True, slots=True)
class StillThing:
    """A thing that lies still since `since_s`; `number` counts from 1 for one camera."""

    number: int
    box: Box
    since_s: float
    seen_s: float
    asked_s: float = float("-inf")


def still_blobs(
    stays: NDArray[np.bool_], front: Picture, background: Picture
) -> Iterator[StillBlob]:
    """Every compact region of `stays` (h, w); what lies beside it is nothing new."""
    joined = cv2.morphologyEx(stays.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened)
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[number])
        if _is_compact(width, height, area, stays.size):
            region = labels == number
            # Its box and three pixels more on each side.
            rows = slice(max(0, top - 3), top + height + 3)
            columns = slice(max(0, left - 3), left + width + 3)
            part = rows, columns
            nature = _nature(region[part], front[part], background[part])
            yield StillBlob(_box(left, top, width, height, stays.shape), region, nature)


def _is_compact(width: int, height: int, area: int, picture: int) -> bool:
    oblong = max(width, height) / max(1, min(width, height))
    fills = area >= LEAST_FILL * width * height
    return LEAST_AREA <= area / picture <= MOST_AREA and fills and oblong <= MOST_OBLONG


def _nature(inside: NDArray[np.bool_], front: Picture, old: Picture) -> Nature:
    """`inside` (h, w): the region, in a part of the picture that is hardly larger."""
    # Beside the region the background is what is there now: `front` is only known within it.
    new = np.where(inside[..., None], front, old)
    edge, edge_before = _rim_edges(inside, new, old)
    if edge < edge_before * ADDED:
        return Nature.GHOST
    if edge < LEAST_EDGE or _is_same_texture(inside, new, old) or _is_shade(inside, new, old):
        return Nature.LIGHT
    return Nature.THING


def _rim_edges(inside: NDArray[np.bool_], new: Picture, old: Picture) -> tuple[float, float]:
    """How steep the outline is now, and was before."""
    mask = inside.astype(np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    rim = cv2.dilate(mask, kernel) != cv2.erode(mask, kernel)
    return float(_edges(new)[rim].mean()), float(_edges(old)[rim].mean())


def _edges(picture: Picture) -> NDArray[np.float32]:
    """(h, w): how steep the brightness is, in levels a pixel."""
    grey = picture.mean(axis=2)
    right = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.25)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.25)
    return np.asarray(cv2.magnitude(right, down), np.float32)


def _is_same_texture(inside: NDArray[np.bool_], new: Picture, old: Picture) -> bool:
    one, other = new.mean(axis=2)[inside], old.mean(axis=2)[inside]
    one, other = one - one.mean(), other - other.mean()
    size = float(np.linalg.norm(one) * np.linalg.norm(other))
    return size > 0 and float(one @ other) / size >= SAME_TEXTURE


def _is_shade(inside: NDArray[np.bool_], new: Picture, old: Picture) -> bool:
    share = (new[inside] + 1) / (old[inside] + 1)
    spread = float(share.mean(axis=1).std())
    colours = float(share.mean(axis=0).std())
    return spread <= SHADE_SPREAD and colours <= SHADE_COLOUR


def _box(left: int, top: int, width: int, height: int, shape: tuple[int, ...]) -> Box:
    high, wide = shape
    return Box(left / wide, top / high, (left + width) / wide, (top + height) / high)
