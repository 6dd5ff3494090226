"""The mean of the last pictures: without the noise, which looks like sharpness."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.frame import Image

OVER_S = 2.0
"""Time constant. At five pictures a second it leaves a twentieth of the noise's energy; a camera
that trembles is blurred alike in its usual view."""

Grey = NDArray[np.float32]
"""(h, w), 0..255."""


class MeanPicture:
    """One camera."""

    def __init__(self) -> None:
        self._mean: Grey | None = None

    def with_next(self, small: Image, step_s: float) -> Grey:
        """The mean with `small` (h, w, 3), `step_s` after the last; it is reused by the next."""
        grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
        if self._mean is None or self._mean.shape != grey.shape:
            self._mean = np.asarray(grey, np.float32)
        else:
            cv2.accumulateWeighted(grey, self._mean, 1 - math.exp(-step_s / OVER_S))
        return self._mean
