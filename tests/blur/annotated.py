"""The people of `vtest_480x360.mp4`, drawn by hand, and what is left of them in a picture."""

from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detection.boxes import Box

FILM = "vtest_480x360.mp4"
DRAWN_ON_PX = (768, 576)
SIDE_PX = 12
"""Of the finest block of a mosaic of that film's size."""

SHARP = 4.0
"""Levels, of 255: the mean step between neighbouring pixels where there is something to see."""


def drawn_boxes(file: Path) -> dict[int, list[Box]]:
    """By the number of the picture, from 0."""
    wide, high = DRAWN_ON_PX
    found = defaultdict(list)
    for line in file.read_text().split():
        frame, _, x, y, w, h = (float(one) for one in line.split(",")[:6])
        box = Box(x / wide, y / high, (x + w) / wide, (y + h) / high)
        found[int(frame) - 1].append(box)
    return dict(found)


def most_left(plain: NDArray[np.uint8], shown: NDArray[np.uint8], box: Box) -> float:
    """Of all blocks that a box touches and in which there is something to see: the largest share
    of their detail that is left. One block that is shown plain is enough for 1."""
    rows, columns = _touched(box, plain.shape[0]), _touched_across(box, plain.shape[1])
    was, now = detail(plain)[rows, columns], detail(shown)[rows, columns]
    says_something = was > SHARP
    return float((now / np.maximum(was, 1e-9))[says_something].max(initial=0))


def detail(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(rows, columns) of blocks: the mean step from pixel to pixel within each, BGR picture."""
    grey = image.mean(2)
    rows, columns = grey.shape[0] // SIDE_PX, grey.shape[1] // SIDE_PX
    blocks = grey[: rows * SIDE_PX, : columns * SIDE_PX]
    blocks = blocks.reshape(rows, SIDE_PX, columns, SIDE_PX)
    across, down = np.abs(np.diff(blocks, axis=3)), np.abs(np.diff(blocks, axis=1))
    return np.asarray((across.mean((1, 3)) + down.mean((1, 3))) / 2)


def _touched(box: Box, height_px: int) -> slice:
    top, bottom = box.top * height_px / SIDE_PX, box.bottom * height_px / SIDE_PX
    return slice(max(0, int(top)), int(np.ceil(bottom)))


def _touched_across(box: Box, width_px: int) -> slice:
    left, right = box.left * width_px / SIDE_PX, box.right * width_px / SIDE_PX
    return slice(max(0, int(left)), int(np.ceil(right)))
