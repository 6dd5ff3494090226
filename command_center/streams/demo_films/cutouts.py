"""People cut out of the photograph of a street that Ultralytics ships (`bus.jpg`)."""

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Points = tuple[tuple[int, int], ...]

BY_HAND: tuple[Points, ...] = (
    # the man in the light coat
    ((113, 403), (136, 396), (157, 408), (160, 439), (151, 459), (187, 494), (192, 530),
     (202, 560), (202, 581), (192, 596), (192, 692), (182, 743), (202, 834), (243, 875),
     (243, 895), (177, 900), (172, 844), (136, 773), (126, 712), (96, 844), (99, 895),
     (55, 897), (55, 875), (60, 844), (70, 702), (58, 692), (60, 550), (75, 479), (106, 459)),
    # the man in the dark coat
    ((262, 414), (283, 410), (304, 420), (305, 459), (300, 478), (318, 505), (342, 541),
     (341, 556), (318, 569), (309, 596), (314, 670), (314, 697), (339, 695), (341, 716),
     (286, 771), (277, 808), (272, 826), (255, 822), (242, 771), (242, 707), (226, 697),
     (226, 670), (237, 588), (235, 505), (262, 482), (270, 468), (262, 450)),
)  # fmt: skip
"""Outlines in pixels of the photograph; GrabCut finds the exact edge inside."""

HEAD = 0.16
"""Part of a person's height that is blurred: nobody asked them to be in a demonstration."""


@dataclass(frozen=True)
class Cutout:
    """`colour` (h, w, 3) BGR and `alpha` (h, w) 0..1, cropped to the person."""

    colour: NDArray[np.uint8]
    alpha: NDArray[np.float32]

    @cached_property
    def flipped(self) -> "Cutout":
        return Cutout(self.colour[:, ::-1].copy(), self.alpha[:, ::-1].copy())

    def scaled(self, height_px: int) -> "Cutout":
        size = (max(1, round(self.colour.shape[1] * height_px / self.colour.shape[0])), height_px)
        colour = cv2.resize(self.colour, size, interpolation=cv2.INTER_AREA)
        alpha = cv2.resize(self.alpha, size, interpolation=cv2.INTER_AREA)
        return Cutout(np.asarray(colour, np.uint8), np.asarray(alpha, np.float32))

    def brightened(self, factor: float) -> "Cutout":
        bright = np.clip(self.colour * factor, 0, 255).astype(np.uint8)
        return Cutout(bright, self.alpha)


def cut_people() -> list[Cutout]:
    """A second or two: GrabCut (Rother et al. 2004) on each outline."""
    photograph = cv2.imread(str(_photograph()))
    if photograph is None:
        raise FileNotFoundError(f"{_photograph()} cannot be read; install ultralytics again.")
    return [_cut(np.asarray(photograph, np.uint8), outline) for outline in BY_HAND]


def _photograph() -> Path:
    """Found without importing ultralytics, which would bring torch along."""
    package = find_spec("ultralytics")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "assets" / "bus.jpg"


def _cut(photograph: NDArray[np.uint8], outline: Points) -> Cutout:
    left, top, width, height = cv2.boundingRect(np.array(outline))
    part = photograph[top : top + height, left : left + width]
    shape = np.array(outline) - (left, top)
    mask = np.full(part.shape[:2], cv2.GC_BGD, np.uint8)
    cv2.fillPoly(mask, [shape], cv2.GC_PR_FGD)
    inner = cv2.erode((mask == cv2.GC_PR_FGD).astype(np.uint8), np.ones((9, 9), np.uint8))
    mask[inner == 1] = cv2.GC_FGD
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(part, mask, None, *models, 4, cv2.GC_INIT_WITH_MASK)
    solid = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    alpha = cv2.GaussianBlur(cv2.erode(solid, np.ones((3, 3), np.uint8)), (5, 5), 0)
    return Cutout(_anonymous(part), np.asarray(alpha, np.float32))


def _anonymous(part: NDArray[np.uint8]) -> NDArray[np.uint8]:
    anonymous = part.copy()
    head = round(HEAD * part.shape[0])
    anonymous[:head] = cv2.GaussianBlur(part[:head], (0, 0), 5)
    return anonymous
