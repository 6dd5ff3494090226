"""The ground plane: from a point in the picture to metres on the ground, and back.

Four or more points whose distances on the ground were measured give a homography. Only what touches
the ground may be asked for: a head lies behind its feet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detection.ground_faults import GroundRefused, refuse_unusable
from detection.homography import Matrix, homography, project
from detection.zones import Point

__all__ = ["Ground", "GroundPoint", "GroundRefused", "read_ground"]


@dataclass(frozen=True, slots=True)
class GroundPoint:
    """`image` in fractions of the picture, `metres` on the ground, in any fixed frame."""

    image: Point
    metres: Point


@dataclass(frozen=True)
class Ground:
    """`misses_m` are the distances between given and computed points, in metres; `error_m` is their
    root mean square.

    With four points they are 0 whatever was measured; a fifth tells.
    """

    points: tuple[GroundPoint, ...]
    misses_m: tuple[float, ...] = field(init=False)
    error_m: float = field(init=False)
    to_metres: Matrix = field(init=False, repr=False, compare=False)
    """(3, 3); the third coordinate is positive below the horizon."""

    def __post_init__(self) -> None:
        image = np.array([point.image for point in self.points], np.float64)
        metres = np.array([point.metres for point in self.points], np.float64)
        refuse_unusable(image, metres)
        to_metres = homography(image, metres)
        misses = np.linalg.norm(project(to_metres, image) - metres, axis=1)
        object.__setattr__(self, "to_metres", to_metres)
        object.__setattr__(self, "misses_m", tuple(misses.tolist()))
        object.__setattr__(self, "error_m", float(np.sqrt(np.mean(misses**2))))
        self._refuse_points_above_the_horizon()

    @property
    def is_mirrored(self) -> bool:
        """As if seen from below: distances are right, left and right are not."""
        return float(np.linalg.det(self.to_metres)) > 0

    def metres(self, point: Point) -> Point:
        """Where a point of the picture lies on the ground; at infinity above the horizon."""
        if not self._is_below_horizon(point):
            return (np.inf, np.inf)
        x, y = project(self.to_metres, np.array([point]))[0]
        return (float(x), float(y))

    def image(self, metres: Point) -> Point | None:
        """Where a place on the ground is in the picture, or beside it; None behind the camera."""
        to_image = np.asarray(np.linalg.inv(self.to_metres), np.float64)
        x, y = project(to_image, np.array([metres]))[0]
        place = (float(x), float(y))
        return place if self._is_below_horizon(place) else None

    def distance_m(self, one: Point, other: Point) -> float:
        """On the ground, between two points of the picture."""
        (x1, y1), (x2, y2) = self.metres(one), self.metres(other)
        return float(np.hypot(x2 - x1, y2 - y1))

    def area_m2(self, polygon: Sequence[Point]) -> float:
        """Of a polygon of the picture, on the ground (shoelace formula)."""
        x, y = np.array([self.metres(point) for point in polygon]).T
        if not np.isfinite(x).all():
            return np.inf
        return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)

    def _is_below_horizon(self, point: Point) -> bool:
        """The same side of the line at infinity as the points that were measured."""
        return bool(self.to_metres[2] @ (*point, 1.0) > 0)

    def _refuse_points_above_the_horizon(self) -> None:
        beyond = [
            number
            for number, point in enumerate(self.points, 1)
            if not self._is_below_horizon(point.image)
        ]
        if beyond:
            raise GroundRefused(
                f"Points {beyond} would lie above the horizon: two points are exchanged, or one is "
                "far from where it was measured.",
                "horizon",
                beyond,
            )


def read_ground(given: Any) -> Ground:
    """From [{"image": [x, y], "metres": [x, y]}, …]; `GroundRefused` says what is wrong."""
    if not isinstance(given, list):
        raise GroundRefused(f"The ground is {given!r}; write a list of points in [ ].")
    return Ground(tuple(_read_point(pair) for pair in given))


def _read_point(pair: Any) -> GroundPoint:
    try:
        (x, y), (east, north) = pair["image"], pair["metres"]
        return GroundPoint((float(x), float(y)), (float(east), float(north)))
    except (TypeError, ValueError, KeyError) as error:
        raise GroundRefused(
            f'{pair!r} is no point of the ground; write {{"image": [x, y], "metres": [x, y]}}.'
        ) from error
