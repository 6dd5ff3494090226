"""How closely a camera's pictures must be looked at: by the size of the people in them."""

from collections import deque

import numpy as np

from detection.boxes import VEHICLES, Detection
from detection.detectors import Detector
from detection.frame import Image
from detection.input_sizes import long_sides_px
from detection.sharing import SharedDetector

SURE = 0.3
MIN_CONFIDENCE = 0.1
"""ByteTrack uses faint detections to carry a track through an occlusion (arXiv 2110.06864)."""

LEAST_PX = 24
"""Persons and vehicles of this height on the network's input are found as well as taller ones by
a nano network, and half of those of 12."""

REMEMBERED = 200
"""Objects: ten seconds at five frames a second and four objects."""

SMALLEST_PERCENT = 10
"""The very smallest may be half a person at the picture's edge."""

WHOLE_EVERY = 25
"""Looks. What is too small for a smaller input is only seen on the whole of it."""


class Gaze:
    """One camera's looks at the model that it shares with others, or has for itself."""

    def __init__(self, detector: Detector | SharedDetector) -> None:
        self._detector = detector
        self._heights: deque[float] = deque(maxlen=REMEMBERED)
        self._looks = 0

    def detect(self, image: Image) -> list[Detection]:
        """What is in the picture, down to faint detections."""
        if not isinstance(self._detector, SharedDetector):
            (found,) = self._detector.detect([image], MIN_CONFIDENCE)
            return found
        least_px = self._least_px(image, self._detector.input_px)
        found = self._detector.look(image, MIN_CONFIDENCE, least_px)
        self._heights.extend(
            one.box.bottom - one.box.top
            for one in found
            if one.confidence >= SURE and (one.label == "person" or one.label in VEHICLES)
        )
        return found

    def _least_px(self, image: Image, input_px: tuple[int, int]) -> int:
        """The least longer side of an input on which the smallest objects are large enough."""
        *_, middling, whole = sides = long_sides_px(input_px)
        self._looks += 1
        if self._looks % WHOLE_EVERY == 1:
            return whole
        if not self._heights:
            return middling
        smallest = float(np.percentile(self._heights, SMALLEST_PERCENT))
        height_share = image.shape[0] / max(image.shape[:2])
        large_enough = (px for px in sides if smallest * px * height_share >= LEAST_PX)
        return next(large_enough, whole)
