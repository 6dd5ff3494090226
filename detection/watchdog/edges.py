"""Where a picture has edges and how they lie: what remains of a view when the light changes."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.watchdog.mean_picture import Grey

WIDTH, HEIGHT = 160, 90
"""Of the map, whatever the picture's size: it outlives a change of the camera's stream. At half
of it, a turn by three degrees is hard to tell from none."""

FAINT = 12.0
"""Gradient (Sobel, grey levels) below which an edge counts less and less: noise has no place."""

AROUND = 21
"""Pixels of the map: an edge is weighed against those around it. A lamp lit on one side of the
picture then changes nothing on the other."""

Edges = NDArray[np.float32]
"""(90, 160, 2): the gradient's doubled angle as a vector, its length 0..1.

Doubled, dark before bright is the same as bright before dark (Bigün and Granlund 1987): a lit
window by night is the dark one of the day. No grey levels are left, and no faces."""


def edges_of(grey: Grey) -> Edges:
    """Of a picture (h, w) of any size."""
    plain = cv2.resize(grey, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    plain = cv2.GaussianBlur(plain, (0, 0), 0.8)
    right, down = cv2.Sobel(plain, cv2.CV_32F, 1, 0), cv2.Sobel(plain, cv2.CV_32F, 0, 1)
    energy = cv2.add(cv2.multiply(right, right), cv2.multiply(down, down))
    around = cv2.add(cv2.blur(energy, (AROUND, AROUND)), FAINT**2)  # type: ignore[call-overload]
    # Strong edges are held down to the length of 1: a white line must not drown all else.
    scale = 1 / (around + energy)
    across = (cv2.multiply(right, right) - cv2.multiply(down, down)) * scale
    along = cv2.multiply(right, down) * (2 * scale)
    return np.asarray(cv2.merge((across, along)), np.float32)
