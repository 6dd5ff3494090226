"""What a picture looks like, in a few numbers and a map."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.frame import Image
from detection.watchdog.edges import Edges, edges_of
from detection.watchdog.mean_picture import Grey

COARSE = (80, 45)
MIDDLE = slice(9, -9)
"""Rows of the coarse picture in which light and detail are looked for: a clock and a name, burnt
in along the top and the bottom, are there on a covered lens too."""

BLOCKS = (8, 3)
"""Columns and rows of the middle."""

PLAIN, PLAIN_SHARE = 1.0, 0.015
"""A block has detail when its mean difference from its surroundings is more than so many grey
levels, and than this share of the brightness: a hand on the lens is bright, but smooth."""


@dataclass(frozen=True, slots=True)
class Looks:
    """`brightness` is the mean and `brightest` the 98th percentile, in grey levels; `detail` the
    share that is not plain: all three of the picture's middle.

    `sharpness` is the energy of the fine (Laplacian's variance at 320 px) by that of the coarse
    (at 80 px): neither light nor fog changes it, and a blur takes the fine first.
    """

    brightness: float
    brightest: float
    detail: float
    sharpness: float
    edges: Edges


def looks_of(small: Image, mean: Grey) -> Looks:
    """`small` (h, w, 3) is the picture of now, `mean` (h, w) that of the last seconds."""
    now = _coarse(np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8))[MIDDLE]
    brightness = float(now.mean())
    return Looks(
        brightness=brightness,
        brightest=float(np.percentile(now, 98)),
        detail=_detail(now, max(PLAIN, PLAIN_SHARE * brightness)),
        sharpness=_variation(mean) / (_variation(_coarse(mean)) + 1),
        edges=edges_of(mean),
    )


def _coarse(grey: Grey | NDArray[np.uint8]) -> Grey:
    return np.asarray(cv2.resize(grey, COARSE, interpolation=cv2.INTER_AREA), np.float32)


def _detail(coarse: Grey, plain: float) -> float:
    stands_out = cv2.absdiff(coarse, cv2.blur(coarse, (9, 9)))
    return float((cv2.resize(stands_out, BLOCKS, interpolation=cv2.INTER_AREA) > plain).mean())


def _variation(grey: Grey) -> float:
    """The variance of the Laplacian (Pech-Pacheco et al. 2000)."""
    return float(np.var(cv2.Laplacian(grey, cv2.CV_32F)))
