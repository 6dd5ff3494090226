"""How sure a ground plane is: what a click that is one pixel off changes, and where.

Each point is moved by one pixel of the camera's picture, right and down, and what follows is added
up as independent errors are. It holds with four points too, whose residuals are 0 by construction.
Wrong measures are not in it.
"""

from dataclasses import dataclass, field

import numpy as np

from detection.ground import Ground, GroundRefused
from detection.ground_faults import LEAST_POINTS
from detection.homography import Matrix, homography, project
from detection.zones import Point


@dataclass(frozen=True)
class Certainty:
    """`pixel` is the size of one, in fractions of the picture."""

    ground: Ground
    pixel: Point
    _moved: tuple[Matrix, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        image = np.array([point.image for point in self.ground.points])
        metres = np.array([point.metres for point in self.ground.points])
        moved = []
        for number in range(len(image)):
            for axis in (0, 1):
                other = image.copy()
                other[number, axis] += self.pixel[axis]
                moved.append(homography(other, metres))
        object.__setattr__(self, "_moved", tuple(moved))

    def pixel_m(self, place: Point) -> float:
        """The longer side of one pixel on the ground; infinite above the horizon."""
        if not np.isfinite(self.ground.metres(place)).all():
            return np.inf
        return max(self.ground.distance_m(place, beside) for beside in self._beside(place))

    def spread_m(self, place: Point) -> float:
        """How far the place moves on the ground."""
        there = np.array([place])
        here = project(self.ground.to_metres, there)
        moves = [project(moved, there) - here for moved in self._moved]
        return float(np.sqrt(np.sum(np.square(moves))))

    def distance_spread_m(self, one: Point, other: Point) -> float:
        """By how much their distance may be wrong; their own two clicks are in it."""
        ends = np.array([one, other])
        lengths = [_length(moved, ends) for moved in self._moved]
        lengths += [_length(self.ground.to_metres, np.array([e, other])) for e in self._beside(one)]
        lengths += [_length(self.ground.to_metres, np.array([one, e])) for e in self._beside(other)]
        here = _length(self.ground.to_metres, ends)
        return float(np.sqrt(np.sum(np.square(np.array(lengths) - here))))

    def _beside(self, place: Point) -> tuple[Point, Point]:
        (x, y), (right, down) = place, self.pixel
        return (x + right, y), (x, y + down)


def left_out_m(ground: Ground) -> tuple[float | None, ...]:
    """For each point, how far off it lies for a plane through the others; None without such a one.

    A wrong point pulls the plane to itself and hides in its own residual; here it stands out.
    """
    if len(ground.points) <= LEAST_POINTS:
        return (None,) * len(ground.points)
    return tuple(_left_out_m(ground, number) for number in range(len(ground.points)))


def _left_out_m(ground: Ground, number: int) -> float | None:
    point = ground.points[number]
    try:
        others = Ground(ground.points[:number] + ground.points[number + 1 :])
    except GroundRefused:
        return None
    (x, y), (there_x, there_y) = point.metres, others.metres(point.image)
    miss = float(np.hypot(x - there_x, y - there_y))
    return miss if np.isfinite(miss) else None


def _length(to_metres: Matrix, ends: Matrix) -> float:
    one, other = project(to_metres, ends)
    return float(np.linalg.norm(one - other))
