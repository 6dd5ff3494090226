"""The people of `vtest_480x360.mp4`, drawn by hand, and what is left of them in a picture."""

from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.boxes import Box

FILM = "vtest_480x360.mp4"
DRAWN_ON_PX = (768, 576)


def drawn_boxes(file: Path) -> dict[int, list[Box]]:
    """By the number of the picture, from 0."""
    wide, high = DRAWN_ON_PX
    found = defaultdict(list)
    for line in file.read_text().split():
        frame, _, x, y, w, h = (float(one) for one in line.split(",")[:6])
        box = Box(x / wide, y / high, (x + w) / wide, (y + h) / high)
        found[int(frame) - 1].append(box)
    return dict(found)


def detail(image: NDArray[np.uint8], box: Box, within_px: int) -> float:
    """The mean step from one pixel to the next in a box of a BGR picture, but for those steps that
    lie on the edges of blocks of `within_px`."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(int)
    height, width = grey.shape
    top, bottom = max(0, round(box.top * height)), min(height, round(box.bottom * height))
    left, right = max(0, round(box.left * width)), min(width, round(box.right * width))
    across = np.abs(np.diff(grey, axis=1))[top:bottom, left : right - 1]
    inside = (np.arange(left, right - 1) + 1) % within_px != 0
    return float(across[:, inside[: across.shape[1]]].mean())
