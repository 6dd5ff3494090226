"""Paces: how fast persons move, in their own heights per second, from one frame to the next.

A person is about 1.7 m tall, so that a walk (1.4 m/s) is 0.8 heights a second and a run begins
at 1.2 (2.1 m/s, where walking turns into running: Hreljac 1993), near the camera and far from it,
without calibration. With a calibrated ground the metres themselves are divided by 1.7.

A tracker loses who suddenly runs: the box of the next frame no longer overlaps. So all persons of
two frames are assigned to one another at the least total distance.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from detection.boxes import Detection
from detection.ground import Ground

PERSON_M = 1.7
MIN_CONFIDENCE = 0.3
LEAST_HEIGHT = 0.03
"""Of the picture: smaller boxes tremble by as much as a person walks."""

FASTEST = 6.0
"""Heights a second, 10 m/s: a sprinter. What is farther away is somebody else."""

FARTHEST = 1.2
"""Heights: at few frames a second a crowd's persons would be taken for one another."""

SAME_SIZE = 0.3
"""Largest difference of the logarithms of two heights of one person."""

NOBODY = 1e3

Paces = NDArray[np.float64]
"""(n, 2): right and down, or east and north on a calibrated ground, in heights per second."""

Standing = NDArray[np.float64]
"""(n, 5): feet x, feet y and height, in heights of the picture; feet on the ground, in persons."""


def standing(found: Iterable[Detection], aspect: float, ground: Ground | None) -> Standing:
    """The persons of one frame, where they stand."""
    rows = [
        _row(person, aspect, ground)
        for person in found
        if person.label == "person"
        and person.confidence >= MIN_CONFIDENCE
        and person.box.bottom - person.box.top >= LEAST_HEIGHT
    ]
    return np.array(rows, np.float64).reshape(-1, 5)


def _row(person: Detection, aspect: float, ground: Ground | None) -> tuple[float, ...]:
    x, y = person.box.feet
    height = person.box.bottom - person.box.top
    east, north = (np.nan, np.nan) if ground is None else ground.metres((x, y))
    return (x * aspect, y, height, east / PERSON_M, north / PERSON_M)


def paces(before: Standing, now: Standing, step_s: float) -> Paces:
    """Of the persons who are found in both frames."""
    if not len(before) or not len(now) or step_s <= 0:
        return np.zeros((0, 2))
    heights = (now[:, None, 2] + before[None, :, 2]) / 2
    way = (now[:, None, :2] - before[None, :, :2]) / heights[..., None]
    seen = np.linalg.norm(way, axis=2)
    same_size = np.abs(np.log(now[:, None, 2] / before[None, :, 2])) < SAME_SIZE
    possible = same_size & (seen < min(FARTHEST, FASTEST * step_s))
    rows, columns = linear_sum_assignment(np.where(possible, seen, NOBODY))
    kept = possible[rows, columns]
    rows, columns = rows[kept], columns[kept]
    on_ground = now[rows, 3:] - before[columns, 3:]
    measured = np.isfinite(on_ground).all(axis=1, keepdims=True)
    return np.asarray(np.where(measured, on_ground, way[rows, columns]) / step_s, np.float64)


def coherence(going: Paces) -> float:
    """0 where everyone goes another way, 1 where all go the same way (mean resultant length)."""
    speeds = np.linalg.norm(going, axis=1, keepdims=True)
    moving = going[speeds[:, 0] > 0] / speeds[speeds[:, 0] > 0]
    return float(np.linalg.norm(moving.mean(axis=0))) if len(moving) else 0.0
