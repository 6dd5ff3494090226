"""A small line of a camera's last half hour, drawn on the server."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from command_center.streams.point import POINT_EVERY_S, POINTS, Point

WIDTH, HEIGHT, GROUND = POINTS, 24, 23
LONGEST_GAP_S = 2.5 * POINT_EVERY_S
"""While nobody watched there are no points: no line must lead over that."""


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Lines as SVG's `points`, upwards from 0; `lowest` and `highest` in frames per second."""

    lines: tuple[str, ...]
    lowest: float
    highest: float
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = GROUND


def sparkline(points: Sequence[Point], now_s: float) -> Sparkline | None:
    """Of the frames analysed per second; None where there are no points."""
    if not points:
        return None
    paces = [point.analysed_per_s for point in points]
    top = max(*paces, 1.0)
    lines = tuple(_line(stretch, now_s, top) for stretch in _stretches(points))
    return Sparkline(lines, min(paces), max(paces))


def _stretches(points: Sequence[Point]) -> Iterator[list[Point]]:
    stretch = [points[0]]
    for before, point in pairwise(points):
        if point.at_s - before.at_s > LONGEST_GAP_S:
            yield stretch
            stretch = []
        stretch.append(point)
    yield stretch


def _line(stretch: Iterable[Point], now_s: float, top: float) -> str:
    """A point alone is drawn twice: a line of no length has round ends."""
    places = [_place(point, now_s, top) for point in stretch]
    return " ".join(places * 2 if len(places) == 1 else places)


def _place(point: Point, now_s: float, top: float) -> str:
    x = WIDTH - (now_s - point.at_s) / POINT_EVERY_S
    y = GROUND - (GROUND - 1) * point.analysed_per_s / top
    return f"{max(0.0, x):.1f},{y:.1f}"
