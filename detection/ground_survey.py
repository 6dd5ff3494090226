"""Distances measured between points, with a tape: the plane that agrees with them.

Distances alone fix the points but for where the plane lies, how it is turned, and its mirror image.
Point 1 becomes the origin, point 2 lies on the x axis; what is not mirrored, and in the picture
below one horizon, is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.optimize import least_squares

from detection.ground import Ground, GroundPoint, GroundRefused
from detection.ground_faults import LEAST_POINTS
from detection.homography import Matrix
from detection.zones import Point

AGREES = 1e-3
"""Of the mean distance: a layout that fits so well is not looked for further."""

GUESSES = 6


class Distance(NamedTuple):
    """Between two points, by their place in the list."""

    one: int
    other: int
    metres: float


@dataclass(frozen=True, slots=True)
class Survey:
    """`misses_m`: by how much each distance differs from what was measured."""

    metres: tuple[Point, ...]
    misses_m: tuple[float, ...]

    @property
    def error_m(self) -> float:
        return float(np.sqrt(np.mean(np.square(self.misses_m))))


def surveyed(image: Sequence[Point], distances: Sequence[Distance]) -> Survey:
    """Raises `GroundRefused` where the distances fix no plane, or none that the picture shows."""
    _refuse_unusable(len(image), distances)
    refusal: GroundRefused | None = None
    best: tuple[float, Survey] | None = None
    mean_m = float(np.mean([distance.metres for distance in distances]))
    for guess in _guesses(image, distances):
        layout = _fitted(guess, distances)
        try:
            ground, metres = _as_seen(image, layout)
        except GroundRefused as refused:
            refusal = refusal or refused
            continue
        survey = Survey(metres, tuple(_misses(layout, distances).tolist()))
        fit = survey.error_m + ground.error_m
        if best is None or fit < best[0]:
            best = (fit, survey)
        if fit <= AGREES * mean_m:
            break
    if best is None:
        assert refusal is not None
        raise refusal
    return best[1]


def missing(count: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs that must be measured too before `count` points cannot move against each other.

    As many as degrees of freedom are left, by the rank at places without any symmetry.
    """
    places = np.random.default_rng(0).uniform(size=(count, 2))
    known, lacking = list(pairs), []
    rank = _rank(places, known)
    for pair in combinations(range(count), 2):
        if rank < 2 * count - 3 and (with_it := _rank(places, [*known, pair])) > rank:
            rank = with_it
            known.append(pair)
            lacking.append(pair)
    return lacking


def _refuse_unusable(count: int, distances: Sequence[Distance]) -> None:
    if count < LEAST_POINTS:
        text = f"A ground plane needs {LEAST_POINTS} points, {count} given."
        raise GroundRefused(text, "too_few")
    for one, other, metres in distances:
        if not (np.isfinite(metres) and metres > 0):
            pair = (one + 1, other + 1)
            raise GroundRefused(f"The distance {pair} is {metres} m.", "no_distance", pair)
    lacking = missing(count, [(one, other) for one, other, _ in distances])
    if lacking:
        named = ", ".join(f"{one + 1}–{other + 1}" for one, other in lacking)
        numbers = tuple(number + 1 for pair in lacking for number in pair)
        raise GroundRefused(f"The points can still move: measure {named} too.", "loose", numbers)


def _rank(places: Matrix, pairs: Sequence[tuple[int, int]]) -> int:
    if not pairs:
        return 0
    return int(np.linalg.matrix_rank(_slopes(places, pairs)))


def _slopes(places: Matrix, pairs: Sequence[tuple[int, int]]) -> Matrix:
    """(pairs, 2 × points): how each distance changes when a point moves."""
    rows = np.zeros((len(pairs), *places.shape))
    for row, (one, other) in zip(rows, pairs, strict=True):
        way = places[other] - places[one]
        way = way / max(float(np.linalg.norm(way)), 1e-12)
        row[one], row[other] = -way, way
    return rows.reshape(len(pairs), -1)


def _guesses(image: Sequence[Point], distances: Sequence[Distance]) -> Iterator[Matrix]:
    """First as the picture shows them; then any, since a layout may be folded along a diagonal."""
    mean_m = float(np.mean([distance.metres for distance in distances]))
    x, y = np.array(image, np.float64).T
    depth = 1 / (y - y.min() + 0.3 * max(float(np.ptp(y)), 0.05))
    seen = np.column_stack([(x - 0.5) * depth, depth])
    yield seen * mean_m / max(float(np.ptp(seen, axis=0).max()), 1e-9)
    chance = np.random.default_rng(1)
    for _ in range(GUESSES):
        yield chance.normal(scale=mean_m, size=(len(image), 2))


def _fitted(guess: Matrix, distances: Sequence[Distance]) -> Matrix:
    """(n, 2), point 1 in the origin and point 2 on the x axis."""
    start = _turned(guess)
    free = np.ones(start.shape, bool)
    free[0], free[1, 1] = False, False
    pairs = [(one, other) for one, other, _ in distances]

    def layout(values: Matrix) -> Matrix:
        places = np.zeros(start.shape)
        places[free] = values
        return places

    found = least_squares(
        lambda values: _misses(layout(values), distances),
        start[free],
        lambda values: _slopes(layout(values), pairs)[:, free.ravel()],
        method="lm",
        max_nfev=200,
    )
    return _turned(layout(found.x))


def _turned(places: Matrix) -> Matrix:
    moved = places - places[0]
    x, y = moved[1] / max(float(np.linalg.norm(moved[1])), 1e-12)
    return np.asarray(moved @ np.array([[x, -y], [y, x]]), np.float64)


def _misses(places: Matrix, distances: Sequence[Distance]) -> Matrix:
    ones, others, metres = (np.array(column) for column in zip(*distances, strict=True))
    return np.asarray(np.linalg.norm(places[ones] - places[others], axis=1) - metres, np.float64)


def _as_seen(image: Sequence[Point], layout: Matrix) -> tuple[Ground, tuple[Point, ...]]:
    """The layout or its mirror image, whichever a camera sees from above."""
    for places in (layout, layout * (1, -1)):
        metres = tuple((float(x), float(y)) for x, y in places)
        pairs = zip(image, metres, strict=True)
        ground = Ground(tuple(GroundPoint(*pair) for pair in pairs))
        if not ground.is_mirrored:
            break
    return ground, metres
