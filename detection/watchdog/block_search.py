"""Where a block of the usual view fits best into the present one."""

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.watchdog.edges import WIDTH, Edges

REACH = WIDTH // 10
"""How far a block is looked for, in pixels of the map; who was moved further is lost."""

HERE = slice(REACH - 1, REACH + 2)

BETTER = 0.1
"""By how much it must fit better elsewhere: a block of parallel lines fits all along them."""


def best_fit(around: Edges, block: Edges) -> tuple[float, float, float]:
    """How far to the right and down the block fits best, and how alike it is there."""
    fits = np.asarray(cv2.matchTemplate(around, block, cv2.TM_CCOEFF_NORMED), np.float32)
    _, most, _, (x, y) = cv2.minMaxLoc(fits)
    _, near, _, (near_x, near_y) = cv2.minMaxLoc(fits[HERE, HERE])
    if most - near < BETTER:
        x, y, most = near_x + REACH - 1, near_y + REACH - 1, near
    right = x - REACH + _between(fits[y, max(0, x - 1) : x + 2])
    return right, y - REACH + _between(fits[max(0, y - 1) : y + 2, x]), most


def _between(three: NDArray[np.float32]) -> float:
    """How far beside the middle one the summit of the parabola through them lies."""
    if len(three) < 3:
        return 0.0
    before, middle, after = (float(one) for one in three)
    bend = before - 2 * middle + after
    return 0.0 if bend >= 0 else max(-1.0, min(1.0, (before - after) / (2 * bend)))
