"""Flames in a short run of pictures: coloured, restless, and staying where they are.

Colour after Chen, Wu and Chiou (ICIP 2004): R ≥ G ≥ B and R high. Flames flicker irregularly at
about 10 Hz (Hamins et al. 1992); at five pictures a second that looks random, so that brightness
turns up and down again from picture to picture. A lamp does not, a passing vest does so once, a
beacon goes out altogether, and the edge of what moves past has no core that glows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.boxes import Box
from detection.frame import Image

LEAST_RED, LEAST_COLOUR = 170, 60
"""Of 255: how bright a flame's red is, and how far above its blue."""

GLOW = 195
"""Of 255, mean of red and green at the brightest: a flame's core is yellow to white."""

OFTEN = 1 / 3
"""Of the pictures: a tongue of flame is here, then there."""

RESTLESS = 0.3
"""Of the steps: how often brightness turns. Noise that is large enough turns in two thirds."""

RESTLESS_REGION = 0.45
"""On average over a region: flames turn in half of the steps and more."""

SURELY_RESTLESS = 0.06
"""The same, of steps that no shift by a pixel explains. Flames came to 0.08 and more, edges of
what shines under a trembling camera to 0.04 at most."""

LEAST_STEP, NOISE_STEPS = 6.0, 4.0
"""A step counts from this many levels of 255, and from so many times the picture's own noise."""

LEAST_AREA = 4e-4
"""Of the picture: 5 by 5 pixels of 320 by 180. Smaller glints are everywhere."""

LEAST_STEADY = 0.15
"""Smallest over largest coloured area: a beacon, a headlight or a passer-by comes to nothing."""

LEAST_OVERLAP, MOST_OVERLAP = 0.15, 0.92
"""Of the coloured areas of two pictures: a flame's outline changes, but it stays."""

FARTHEST = 0.5
"""How far the middle may go, in root areas: what goes farther is carried."""

Brightness = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Flame:
    """`area` in fractions of the picture, `restless` 0..1 the share of steps that turned.

    `is_sure` says that no trembling of the camera explains it.
    """

    box: Box
    area: float
    restless: float
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Glow:
    """One small picture: `brightness` (h, w) mean of red and green, `coloured` (h, w) like a flame.

    `free` (h, w): not covered by a person or a vehicle.
    """

    brightness: NDArray[np.float32]
    coloured: Mask
    free: Mask


def glow(small: Image, covered: Sequence[Box]) -> Glow:
    """`small` (h, w, 3) BGR, exposed so that its brightest is bright."""
    coloured = coloured_like_flames(small)
    free = np.ones(coloured.shape, bool)
    height, width = coloured.shape
    for box in covered:
        rows = slice(int(box.top * height), int(box.bottom * height) + 2)
        free[rows, int(box.left * width) : int(box.right * width) + 2] = False
    brightness = small[..., 1:].mean(axis=2, dtype=np.float32)
    return Glow(brightness, coloured, free)


def coloured_like_flames(small: Image) -> Mask:
    """(h, w), of (h, w, 3) BGR."""
    blue, green, red = cv2.split(small)
    warm = (red >= LEAST_RED) & (red >= green) & (cv2.subtract(blue, green) <= 10)
    return np.asarray(warm & (cv2.subtract(red, blue) >= LEAST_COLOUR), np.bool_)


def flames(glows: Sequence[Glow]) -> list[Flame]:
    """The burning regions of consecutive pictures of one size, the largest first."""
    coloured = np.stack([one.coloured for one in glows])
    often = (coloured.sum(axis=0) >= OFTEN * len(glows)) & _all_free(glows)
    if often.mean() < LEAST_AREA:
        return []
    brightness = np.stack([one.brightness for one in glows])
    turns = _turns(_steps, brightness, often)
    burning = [
        region
        for region in _regions(often & (turns >= RESTLESS))
        if turns[region].mean() >= RESTLESS_REGION
        and brightness.max(axis=0)[region].mean() >= GLOW
        and _stays(coloured & region)
    ]
    sure_turns = _turns(_sure_steps, brightness, often) if burning else turns
    found = [
        Flame(
            _box(region),
            float(region.mean()),
            round(float(turns[region].mean()), 2),
            bool(sure_turns[region].mean() >= SURELY_RESTLESS),
        )
        for region in burning
    ]
    return sorted(found, key=lambda flame: -flame.area)


def _all_free(glows: Sequence[Glow]) -> Mask:
    return np.asarray(np.logical_and.reduce([one.free for one in glows]), np.bool_)


def _around(mask: Mask) -> tuple[slice, slice]:
    """The box of what is true: the rest need not be computed."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _noise(brightness: NDArray[np.float32]) -> float:
    """The median step of the whole picture, most of which stands still."""
    return float(np.median(np.abs(np.diff(brightness[:, ::4, ::4], axis=0))))


def _steps(brightness: Brightness) -> Brightness:
    """(pictures - 1, h, w): the change of each pixel."""
    return np.asarray(np.diff(brightness, axis=0), np.float32)


def _sure_steps(brightness: Brightness) -> Brightness:
    """The same, less what a shift by one pixel explains: a bright line under a trembling camera."""
    kernel = np.ones((3, 3), np.uint8)
    highest = np.stack([cv2.dilate(one, kernel) for one in brightness[:-1]])
    lowest = np.stack([cv2.erode(one, kernel) for one in brightness[:-1]])
    now = brightness[1:]
    return np.asarray(np.maximum(now - highest, 0) - np.maximum(lowest - now, 0), np.float32)


def _turns(
    step: Callable[[Brightness], Brightness], brightness: Brightness, where: Mask
) -> Brightness:
    """(h, w): the share of steps after which brightness goes the other way; 0 off `where`."""
    turns = np.zeros(where.shape, np.float32)
    rows, columns = _around(where)
    steps = step(brightness[:, rows, columns])
    least = max(LEAST_STEP, NOISE_STEPS * _noise(brightness))
    large = np.minimum(np.abs(steps[:-1]), np.abs(steps[1:])) > least
    turns[rows, columns] = ((steps[:-1] * steps[1:] < 0) & large).mean(axis=0)
    return turns


def _regions(restless: Mask) -> list[Mask]:
    joined = cv2.morphologyEx(restless.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    least = LEAST_AREA * restless.size
    return [labels == n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] >= least]


def _stays(coloured: Mask) -> bool:
    """Whether the coloured part of one region, (pictures, h, w), neither vanishes nor wanders."""
    areas = coloured.sum(axis=(1, 2))
    if areas.min() < max(1, LEAST_STEADY * areas.max()):
        return False
    shared = (coloured[1:] & coloured[:-1]).sum(axis=(1, 2))
    either = (coloured[1:] | coloured[:-1]).sum(axis=(1, 2))
    middles = np.array([np.argwhere(one).mean(axis=0) for one in coloured])
    gone = np.linalg.norm(middles[-3:].mean(axis=0) - middles[:3].mean(axis=0))
    overlap = float((shared / either).mean())
    return LEAST_OVERLAP <= overlap <= MOST_OVERLAP and gone <= FARTHEST * np.sqrt(areas.mean())


def _box(region: Mask) -> Box:
    rows, columns = np.nonzero(region)
    height, width = region.shape
    return Box(
        float(columns.min() / width),
        float(rows.min() / height),
        float((columns.max() + 1) / width),
        float((rows.max() + 1) / height),
    )
