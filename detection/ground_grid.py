"""The metric grid that lies over the picture, so that an eye can judge a ground plane.

A homography leads lines to lines, so each line of the grid is cut to what can be seen of it,
exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from detection.ground import Ground
from detection.homography import Matrix, project
from detection.zones import Point

STEPS_M = ((0.2, 1.0), (1.0, 5.0), (5.0, 10.0), (10.0, 50.0), (50.0, 100.0))
"""Of the fine and of the labelled lines."""

MOST_LINES = 64
BEYOND = 0.5
"""Of their extent: so far beyond the measured points the grid is shown. Further it is a guess."""

CLOSEST = 0.007
"""Of the picture: lines that would be closer than that run into one grey."""

PICTURE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


@dataclass(frozen=True, slots=True)
class GridLine:
    """`axis` is the coordinate that is the same along it: "x" or "y"."""

    axis: str
    at_m: float
    is_fine: bool
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Grid:
    """`far` is where it ends towards the horizon; `horizon` None where it is not in the picture."""

    fine_m: float
    labelled_m: float
    lines: tuple[GridLine, ...]
    far: Point
    horizon: tuple[Point, Point] | None


def grid(ground: Ground) -> Grid:
    around = _around_points(ground)
    shown = _cut(around if len(around) else PICTURE, _away_from_horizon(ground, 0.0))
    extents = np.ptp(project(ground.to_metres, shown), axis=0)
    steps = [steps for steps in STEPS_M if max(extents) / steps[0] <= MOST_LINES]
    fine_m, labelled_m = steps[0] if steps else STEPS_M[-1]
    area = {step: _cut(shown, _away_from_horizon(ground, step)) for step in (fine_m, labelled_m)}
    lines = [*_lines(ground, area[labelled_m], labelled_m, 0.0)]
    lines += _lines(ground, area[fine_m], fine_m, labelled_m)
    end = area[labelled_m] if len(area[labelled_m]) else shown
    far = end[int(np.argmin(_with_one(end) @ ground.to_metres[2]))]
    return Grid(fine_m, labelled_m, tuple(lines), _point(far), _horizon(ground))


def _around_points(ground: Ground) -> Matrix:
    """The part of the picture that shows the ground near the measured points.

    Empty where all of it lies beside the picture.
    """
    metres = np.array([point.metres for point in ground.points])
    least, most = metres.min(axis=0), metres.max(axis=0)
    margin = BEYOND * np.max(most - least)
    seen = PICTURE
    for axis in (0, 1):
        for value, side in ((least[axis] - margin, 1.0), (most[axis] + margin, -1.0)):
            border = np.zeros(3)
            border[axis], border[2] = side, -side * value
            seen = _cut(seen, ground.to_metres.T @ border)
    return seen


def _away_from_horizon(ground: Ground, step_m: float) -> Matrix:
    """A line (3,): positive where lines `step_m` apart are at least `CLOSEST` apart.

    Towards the horizon the distance on the ground grows with 1 / depth, and so its slope with
    1 / depth².
    """
    image = np.array([point.image for point in ground.points])
    depths = _with_one(image) @ ground.to_metres[2]
    limit = depths.max() * 1e-3
    slope = float(np.hypot(*ground.to_metres[2, :2]))
    if step_m and slope > 0:
        limit = max(limit, float(np.sqrt(CLOSEST * slope * _reach(ground) / step_m)))
    return np.asarray(ground.to_metres[2] - np.array([0.0, 0.0, limit]), np.float64)


def _reach(ground: Ground) -> float:
    """Metres from depth 1 to infinity, straight towards the horizon from the points' middle."""
    middle = np.mean([point.image for point in ground.points], axis=0)
    towards = -ground.to_metres[2, :2] / np.hypot(*ground.to_metres[2, :2])
    depth = float(ground.to_metres[2] @ np.append(middle, 1.0))
    step = depth / float(np.hypot(*ground.to_metres[2, :2])) / 2  # half of the way
    near, half = project(ground.to_metres, np.array([middle, middle + step * towards]))
    return float(np.linalg.norm(half - near)) * depth  # 1 / (depth / 2) − 1 / depth


def _lines(ground: Ground, area: Matrix, step_m: float, but_m: float) -> Iterator[GridLine]:
    """All in the area at multiples of `step_m`, but those at multiples of `but_m`."""
    if len(area) < 3:
        return
    metres = project(ground.to_metres, area)
    for axis, name in enumerate("xy"):
        least, most = metres[:, axis].min() / step_m, metres[:, axis].max() / step_m
        for number in range(ceil(least), floor(most) + 1):
            at_m = number * step_m
            if but_m and abs(at_m / but_m - round(at_m / but_m)) < 1e-6:
                continue
            line = np.zeros(3)
            line[axis], line[2] = 1.0, -at_m
            ends = _crossings(area, ground.to_metres.T @ line)
            if len(ends) == 2:
                yield GridLine(name, at_m, but_m > 0, _point(ends[0]), _point(ends[1]))


def _horizon(ground: Ground) -> tuple[Point, Point] | None:
    ends = _crossings(PICTURE, ground.to_metres[2])
    return (_point(ends[0]), _point(ends[1])) if len(ends) == 2 else None


def _cut(polygon: Matrix, line: Matrix) -> Matrix:
    """What of a convex polygon (n, 2) lies where the line (3,) is positive."""
    kept: list[Matrix] = []
    for (start, before), (end, after) in _sides(polygon, line):
        if before >= 0:
            kept.append(start)
        if before * after < 0:
            kept.append((before * end - after * start) / (before - after))
    return np.array(kept).reshape(-1, 2)


def _crossings(polygon: Matrix, line: Matrix) -> list[Matrix]:
    """Where the line enters a convex polygon and leaves it: two points or none."""
    return [
        (before * end - after * start) / (before - after)
        for (start, before), (end, after) in _sides(polygon, line)
        if (before >= 0) != (after >= 0)
    ]


def _sides(polygon: Matrix, line: Matrix) -> list[tuple[tuple[Matrix, float], ...]]:
    values = _with_one(polygon) @ line
    corners = [(corner, float(value)) for corner, value in zip(polygon, values, strict=True)]
    return list(zip(corners, [*corners[1:], *corners[:1]], strict=True))


def _with_one(points: Matrix) -> Matrix:
    return np.column_stack([points, np.ones(len(points))])


def _point(place: Matrix) -> Point:
    return (float(place[0]), float(place[1]))
