"""Flames in a short run of pictures: coloured, restless, and staying where they are.

Colour after Chen, Wu and Chiou (ICIP 2004): R ≥ G ≥ B and R high. Flames flicker irregularly at
about 10 Hz (Hamins et al. 1992); at five pictures a second that looks random, so that brightness
turns up and down again from picture to picture. A lamp does not, a passing vest does so once, a
beacon goes out altogether, and the edge of what moves past has no core that glows.
"""

from collections.abc import Sequence
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
    _, green, red = cv2.split(small)
    brightness = cv2.addWeighted(green, 0.5, red, 0.5, 0, dtype=cv2.CV_32F)
    return Glow(np.asarray(brightness, np.float32), coloured, free)


def coloured_like_flames(small: Image) -> Mask:
    """(h, w), of (h, w, 3) BGR."""
    blue, green, red = cv2.split(small)
    warm = (red >= LEAST_RED) & (red >= green) & (cv2.subtract(blue, green) <= 10)
    return np.asarray(warm & (cv2.subtract(red, blue) >= LEAST_COLOUR), np.bool_)


def flames(glows: Sequence[Glow]) -> list[Flame]:
    """The burning regions of consecutive pictures of one size, the largest first."""
    often = _often(glows)
    if np.count_nonzero(often) < LEAST_AREA * often.size:
        return []
    least = max(LEAST_STEP, NOISE_STEPS * _noise(glows))
    restless = np.zeros(often.shape, bool)
    restless[often] = _turns(_steps(_brightness(glows, often)), least) >= RESTLESS
    found = [_flame(region, glows, least) for region in _regions(restless)]
    return sorted((flame for flame in found if flame), key=lambda flame: -flame.area)


def _often(glows: Sequence[Glow]) -> Mask:
    """(h, w): coloured in enough pictures, and not covered in any."""
    times = np.sum([one.coloured.view(np.uint8) for one in glows], axis=0, dtype=np.uint8)
    free = np.logical_and.reduce([one.free for one in glows])
    return np.asarray((times >= OFTEN * len(glows)) & free, np.bool_)


def _brightness(glows: Sequence[Glow], where: Mask) -> Brightness:
    """(pictures, n), of the n pixels alone: little of a picture is coloured."""
    chosen = np.flatnonzero(where)
    return np.stack([one.brightness.ravel()[chosen] for one in glows])


def _flame(region: Mask, glows: Sequence[Glow], least: float) -> Flame | None:
    """None where the region does not burn."""
    brightness = _brightness(glows, region)
    restless = float(_turns(_steps(brightness), least).mean())
    if restless < RESTLESS_REGION or brightness.max(axis=0).mean() < GLOW:
        return None
    part = _around(region)
    inside = region[part]
    if not _stays(np.stack([one.coloured[part] & inside for one in glows])):
        return None
    sure = _turns(_sure_steps(np.stack([one.brightness[part] for one in glows])), least)[inside]
    is_sure = bool(sure.mean() >= SURELY_RESTLESS)
    return Flame(_box(region), float(region.mean()), round(restless, 2), is_sure)


def _around(mask: Mask) -> tuple[slice, slice]:
    """The box of what is true and a pixel more on each side: the rest need not be computed."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return (
        slice(max(0, rows[0] - 1), rows[-1] + 2),
        slice(max(0, columns[0] - 1), columns[-1] + 2),
    )


def _noise(glows: Sequence[Glow]) -> float:
    """The median step of the whole picture, most of which stands still."""
    brightness = np.stack([one.brightness[::4, ::4] for one in glows])
    return float(np.median(np.abs(_steps(brightness))))


def _steps(brightness: Brightness) -> Brightness:
    """(pictures - 1, …): the change of each pixel."""
    return np.asarray(np.diff(brightness, axis=0), np.float32)


def _sure_steps(brightness: Brightness) -> Brightness:
    """The same, less what a shift by one pixel explains: a bright line under a trembling camera."""
    kernel = np.ones((3, 3), np.uint8)
    highest = np.stack([cv2.dilate(one, kernel) for one in brightness[:-1]])
    lowest = np.stack([cv2.erode(one, kernel) for one in brightness[:-1]])
    now = brightness[1:]
    return np.asarray(np.maximum(now - highest, 0) - np.maximum(lowest - now, 0), np.float32)


def _turns(steps: Brightness, least: float) -> Brightness:
    """(…), of (pictures - 1, …): the share of large steps after which it goes the other way."""
    large = np.minimum(np.abs(steps[:-1]), np.abs(steps[1:])) > least
    turns = (steps[:-1] * steps[1:] < 0) & large
    return np.asarray(turns.mean(axis=0), np.float32)


def _regions(restless: Mask) -> list[Mask]:
    if not restless.any():
        return []
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
