"""Fitting an image of any size into the square that a network reads, and back."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.frame import Image

GREY = 114
"""The padding that Ultralytics' models were trained with."""


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Where the scaled image lies in the network's input, in pixels of that input."""

    left_px: int
    top_px: int
    width_px: int
    height_px: int

    def fractions(self, boxes_px: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, 4) left, top, right, bottom in the network's input → fractions of the image."""
        origin = np.array([self.left_px, self.top_px] * 2, np.float32)
        size = np.array([self.width_px, self.height_px] * 2, np.float32)
        inside: NDArray[np.float32] = np.clip((boxes_px - origin) / size, 0.0, 1.0)
        return inside


def letterbox(image: Image, size_px: tuple[int, int]) -> tuple[Image, Letterbox]:
    """Scale `image` to fit (height, width), centred on grey, as Ultralytics does (bilinear)."""
    height, width = image.shape[:2]
    scale = min(size_px[0] / height, size_px[1] / width)
    fit_width, fit_height = max(1, round(width * scale)), max(1, round(height * scale))
    # Ultralytics gives the odd pixel to the right and the bottom.
    left = round((size_px[1] - fit_width) / 2 - 0.1)
    top = round((size_px[0] - fit_height) / 2 - 0.1)
    if (fit_height, fit_width) != (height, width):
        resized = cv2.resize(image, (fit_width, fit_height), interpolation=cv2.INTER_LINEAR)
        image = np.asarray(resized, np.uint8)
    padded = np.full((*size_px, 3), GREY, np.uint8)
    padded[top : top + fit_height, left : left + fit_width] = image
    return padded, Letterbox(left, top, fit_width, fit_height)
