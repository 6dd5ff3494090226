"""Whether a picture is the last one again, to the pixel."""

import cv2

from detection.frame import Frame


class Repetition:
    """One camera. Price: it keeps the last picture, and a repeated one is compared whole."""

    def __init__(self) -> None:
        self._last: Frame | None = None

    def is_repeated(self, frame: Frame) -> bool:
        last, self._last = self._last, frame
        return (
            last is not None
            and last.image.shape == frame.image.shape
            and cv2.norm(last.small, frame.small, cv2.NORM_INF) == 0
            # Averaging down can hide the noise of a dark place, which is a sign of life.
            and cv2.norm(last.image, frame.image, cv2.NORM_INF) == 0
        )
