"""Which pixels of a picture boxes cover."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from detection.boxes import Box


def covered(boxes: Iterable[Box], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """(h, w): where any of the boxes lies."""
    height, width = shape[:2]
    mask = np.zeros((height, width), bool)
    for box in boxes:
        rows = slice(int(box.top * height), int(np.ceil(box.bottom * height)))
        mask[rows, int(box.left * width) : int(np.ceil(box.right * width))] = True
    return mask
