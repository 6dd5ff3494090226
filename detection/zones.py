"""Zones: where in a camera's picture a kind of event is looked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detection.kinds import EventKind

Point = tuple[float, float]
"""(x, y) in image fractions, origin top left."""

WHOLE_PICTURE: tuple[Point, ...] = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


class ZoneRefused(ValueError):
    """A zone that cannot be used; the message names the zone and what to change."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A polygon of three points or more (a line of two), the kind of event, its parameters."""

    name: str
    kind: EventKind
    polygon: tuple[Point, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.polygon) < 3 and not self.is_line:
            raise ZoneRefused(
                f"Zone “{self.name}”: a polygon needs at least 3 points, {len(self.polygon)} given."
            )
        if not all(0 <= value <= 1 for point in self.polygon for value in point):
            raise ZoneRefused(
                f"Zone “{self.name}”: points are fractions of the image, from 0 to 1; "
                "divide pixels by the width and the height of the picture."
            )

        crossing = crossing_edges(self.polygon)
        if crossing:
            first, second = crossing
            raise ZoneRefused(
                f"Zone “{self.name}”: the outline crosses itself (the edge after point {first} and "
                f"the one after point {second}); move a point."
            )

    @property
    def is_line(self) -> bool:
        """Two points: a line to cross, for the kinds whose rule takes lines."""
        return len(self.polygon) == 2 and self.polygon[0] != self.polygon[1]

    def contains(self, point: Point) -> bool:
        """Even-odd rule; the edges to the left and above belong to the zone."""
        x, y = point
        inside = False
        for (x1, y1), (x2, y2) in zip(self.polygon, _rotated(self.polygon), strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside


def crossing_edges(polygon: Sequence[Point]) -> tuple[int, int] | None:
    """The numbers, from 1, of the points after which two edges cross; None where none do."""
    edges = list(zip(polygon, _rotated(polygon), strict=True))
    for number, first in enumerate(edges):
        for other in range(number + 2, len(edges)):
            if (other + 1) % len(edges) != number and _cross(first, edges[other]):
                return number + 1, other + 1
    return None


def _cross(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    """Each has its ends on either side of the other; edges that only touch do not cross."""
    return _are_apart(first, second) and _are_apart(second, first)


def _are_apart(edge: tuple[Point, Point], points: tuple[Point, Point]) -> bool:
    (x1, y1), (x2, y2) = edge
    sides = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) for x, y in points]
    return sides[0] * sides[1] < 0


def _rotated(polygon: Sequence[Point]) -> list[Point]:
    return [*polygon[1:], polygon[0]]
