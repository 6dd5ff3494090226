"""The built-in detector: moving things of a person's shape. It needs no weights.

It stands in until a model is there: it sees no one who stands still, and a banner says so.
(OpenCV 5 no longer carries the HOG person detector in its main packages.)
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.boxes import Box, Detection
from detection.frame import Image

WIDTH_PX = 480
"""Motion needs no detail: at this width a picture costs about 3 ms."""

HISTORY_FRAMES = 300
SHARP_CHANGE = 25.0
"""Squared distance, in variances of a pixel, from which it counts as changed (MOG2)."""

MOVED = 255
"""What MOG2 marks; its shadows have another value and are left out."""

LEAST_HEIGHT = 0.06
LEAST_FILL = 0.35
LARGEST_PART = 0.5
"""Of the picture: when more than that changes, the light or the camera did."""

PERSON_WIDTH = 0.45
"""Of the height: people who walk side by side make one blob, and are told apart by its width."""


@dataclass
class _Memory:
    """What one thread, hence one camera, has seen so far."""

    shape: tuple[int, ...]
    background: cv2.BackgroundSubtractorMOG2 = field(
        default_factory=lambda: cv2.createBackgroundSubtractorMOG2(HISTORY_FRAMES, SHARP_CHANGE)
    )


class Opencv:
    """Background subtraction (MOG2, Zivkovic 2004). One thread must serve one camera only."""

    needs_weights: ClassVar[bool] = False
    reads_tiles: ClassVar[bool] = False
    labels = frozenset({"person"})
    input_px = None
    batch: ClassVar[int] = 1

    @classmethod
    def accepts(cls, path: Path) -> bool:  # noqa: ARG003
        return False

    def __init__(self, path: Path) -> None:  # noqa: ARG002
        self._threads = threading.local()

    def detect(
        self,
        images: Sequence[Image],
        min_confidence: float,
        long_side_px: int | None = None,  # noqa: ARG002
    ) -> list[list[Detection]]:
        """As `Detector.detect`; each image is taken for the next of the thread's camera."""
        return [
            [found for found in self._moving(image) if found.confidence >= min_confidence]
            for image in images
        ]

    def _moving(self, image: Image) -> Iterator[Detection]:
        height, width = image.shape[:2]
        small = cv2.resize(image, (WIDTH_PX, max(1, round(WIDTH_PX * height / width))))
        mask = _cleaned(self._background(small).apply(small))
        if np.count_nonzero(mask) <= LARGEST_PART * mask.size:
            yield from _people(mask)

    def _background(self, image: cv2.typing.MatLike) -> cv2.BackgroundSubtractorMOG2:
        memory: _Memory | None = getattr(self._threads, "memory", None)
        if memory is None or memory.shape != image.shape:
            memory = self._threads.memory = _Memory(image.shape)
        return memory.background


def _cleaned(mask: cv2.typing.MatLike) -> NDArray[np.uint8]:
    """Without shadows and specks; a person's parts joined, above one another first."""
    moved = cv2.threshold(mask, MOVED - 1, MOVED, cv2.THRESH_BINARY)[1]
    opened = cv2.morphologyEx(moved, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((11, 5), np.uint8))
    return np.asarray(closed, np.uint8)


def _people(mask: NDArray[np.uint8]) -> Iterator[Detection]:
    high, wide = mask.shape
    _, _, blobs, _ = cv2.connectedComponentsWithStats(mask)
    for left, top, width, height, area in blobs[1:].tolist():
        fill = area / (width * height)
        if height >= LEAST_HEIGHT * high and width <= 4 * height and fill >= LEAST_FILL:
            count = max(1, round(width / (PERSON_WIDTH * height)))
            yield from _side_by_side(
                Box(left / wide, top / high, (left + width) / wide, (top + height) / high),
                count,
                round(min(0.9, fill), 3),
            )


def _side_by_side(blob: Box, count: int, confidence: float) -> Iterator[Detection]:
    step = (blob.right - blob.left) / count
    for number in range(count):
        left = blob.left + number * step
        yield Detection(Box(left, blob.top, left + step, blob.bottom), "person", confidence)
