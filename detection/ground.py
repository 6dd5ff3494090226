"""The ground plane: from a point in the picture to metres on the ground, and back.

Four or more points whose distances on the ground were measured give a homography (Hartley and
Zisserman, Multiple View Geometry, 2nd ed., §4.1). Only what touches the ground may be asked for:
a head lies behind its feet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detection.zones import Point

LEAST_POINTS = 4
LEAST_BREADTH = 0.02
"""Of their length: points that lie almost on a line fix no plane."""


class GroundRefused(ValueError):
    """The points cannot give a ground plane; the message says which and what to change."""


@dataclass(frozen=True, slots=True)
class GroundPoint:
    """`image` in fractions of the picture, `metres` on the ground, in any fixed frame."""

    image: Point
    metres: Point


@dataclass(frozen=True)
class Ground:
    """`error_m` is the root mean square distance between given and computed points, in metres.

    With four points it is 0 whatever was measured; a fifth tells.
    """

    points: tuple[GroundPoint, ...]
    error_m: float = field(init=False)
    _to_metres: NDArray[np.float64] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _refuse_unusable(self.points)
        image = np.array([point.image for point in self.points], np.float64)
        metres = np.array([point.metres for point in self.points], np.float64)
        homography = _homography(image, metres)
        object.__setattr__(self, "_to_metres", homography)
        misses = np.linalg.norm(_project(homography, image) - metres, axis=1)
        object.__setattr__(self, "error_m", float(np.sqrt(np.mean(misses**2))))

    def metres(self, point: Point) -> Point:
        """Where a point of the picture lies on the ground; at infinity above the horizon."""
        if not self._is_below_horizon(point):
            return (np.inf, np.inf)
        x, y = _project(self._to_metres, np.array([point]))[0]
        return (float(x), float(y))

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
        there, given = (
            self._to_metres[2] @ (*where, 1.0) for where in (point, self.points[0].image)
        )
        return bool(there * given > 0)


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


def _refuse_unusable(points: Sequence[GroundPoint]) -> None:
    if len(points) < LEAST_POINTS:
        raise GroundRefused(
            f"A ground plane needs {LEAST_POINTS} points, {len(points)} given; mark more corners "
            "whose distances are known."
        )
    for name, side in (("picture", "image"), ("ground", "metres")):
        spread = np.array([getattr(point, side) for point in points], np.float64)
        if not np.isfinite(spread).all():
            raise GroundRefused(f"A point of the {name} is not a number.")
        centred = spread - spread.mean(axis=0)
        length, breadth = np.linalg.svd(centred, compute_uv=False)
        if breadth <= LEAST_BREADTH * length:
            raise GroundRefused(
                f"The points lie (almost) on one line in the {name}; choose them at the corners "
                "of a large quadrangle."
            )


def _homography(image: NDArray[np.float64], metres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Direct linear transformation on normalised points, by least squares."""
    to_image, to_metres = _normaliser(image), _normaliser(metres)
    near, far = _project(to_image, image), _project(to_metres, metres)
    rows = [
        row
        for (x, y), (u, v) in zip(near, far, strict=True)
        for row in (
            (-x, -y, -1, 0, 0, 0, u * x, u * y, u),
            (0, 0, 0, -x, -y, -1, v * x, v * y, v),
        )
    ]
    solution = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    result: NDArray[np.float64] = np.linalg.inv(to_metres) @ solution @ to_image
    return result


def _normaliser(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """To mean 0 and mean distance √2: without it the system is badly conditioned."""
    mean = points.mean(axis=0)
    scale = np.sqrt(2) / np.linalg.norm(points - mean, axis=1).mean()
    return np.array([[scale, 0, -scale * mean[0]], [0, scale, -scale * mean[1]], [0, 0, 1]])


def _project(homography: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    with_one = np.column_stack([points, np.ones(len(points))]) @ homography.T
    result: NDArray[np.float64] = with_one[:, :2] / with_one[:, 2:]
    return result
