"""How often a camera is looked at: seldom while nothing stirs, fully as soon as it does."""

import cv2
import numpy as np

from detection.frame import PTS_PER_S, Frame, Image
from detection.source.rhythm import Rhythm

QUIET_AFTER_S = 5.0
QUIET_PER_S = 2.0
"""Looks a second at an empty place: who comes in is seen half a second later at most."""

CHANGED = 12
"""Grey levels of 255: above a camera's noise once the picture has been averaged down."""

LEAST_SHARE = 5e-4
"""Of the picture: a person in the distance, or a flame as small as a fire is looked for."""


class Attention:
    """One camera. `is_due` is asked by the thread that reads, `note` told by the one that looks."""

    def __init__(self, per_s: float) -> None:
        self._rhythm = Rhythm(per_s)
        self._quiet_rhythm = Rhythm(min(per_s, QUIET_PER_S))
        self._busy_s = 0.0
        self._last: Image | None = None

    def is_due(self, pts: int) -> bool:
        """Whether the picture of that time (1/90000 s) is to be analysed; asked in their order."""
        quiet_s = pts / PTS_PER_S - self._busy_s
        is_quiet = quiet_s > QUIET_AFTER_S
        return (self._quiet_rhythm if is_quiet else self._rhythm).is_due(pts)

    def note(self, frame: Frame, sees_anything: bool) -> None:
        """After each analysis; `sees_anything`: objects, or what is open or about to."""
        grey = np.asarray(cv2.cvtColor(frame.small, cv2.COLOR_BGR2GRAY), np.uint8)
        last, self._last = self._last, grey
        if sees_anything or last is None or last.shape != grey.shape or _stirs(last, grey):
            self._busy_s = frame.pts_s


def _stirs(last: Image, grey: Image) -> bool:
    return bool((cv2.absdiff(last, grey) > CHANGED).mean() >= LEAST_SHARE)
