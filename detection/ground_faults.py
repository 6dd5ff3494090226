"""Why points give no ground plane."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from detection.homography import Matrix

LEAST_POINTS = 4
LEAST_BREADTH = 0.02
"""Of their length: points that lie almost on a line fix no plane."""

LEAST_BREADTH_OF_REST = 0.005
"""The same for all points but one. Less, since three corners of a long platform are as narrow."""

LEAST_APART = 1e-6
"""Of the picture, or metres."""


class GroundRefused(ValueError):
    """The points cannot give a ground plane; the message says which and what to change.

    `fault` names it for translations, `points` are the numbers, from 1, that it is about.
    """

    def __init__(self, text: str, fault: str = "unreadable", points: Sequence[int] = ()) -> None:
        super().__init__(text)
        self.fault = fault
        self.points = tuple(points)


def refuse_unusable(image: Matrix, metres: Matrix) -> None:
    """(n, 2) each. Raises `GroundRefused`."""
    if len(image) < LEAST_POINTS:
        raise GroundRefused(
            f"A ground plane needs {LEAST_POINTS} points, {len(image)} given; mark more corners "
            "whose distances are known.",
            "too_few",
        )
    for name, side in (("picture", image), ("ground", metres)):
        if not np.isfinite(side).all():
            raise GroundRefused(f"A point of the {name} is not a number.", "not_finite")
        if _breadth(side) <= LEAST_BREADTH:
            raise _on_one_line(range(len(side)), name)
        _refuse_equal(side, name)
        _refuse_line_but_one(side, name)


def _refuse_equal(points: Matrix, name: str) -> None:
    for one, other in combinations(range(len(points)), 2):
        if max(abs(points[one] - points[other])) < LEAST_APART:
            raise GroundRefused(
                f"Points {one + 1} and {other + 1} are one place in the {name}: move one.",
                f"equal_{name}",
                (one + 1, other + 1),
            )


def _refuse_line_but_one(points: Matrix, name: str) -> None:
    """The plane could turn about that line."""
    everyone = range(len(points))
    for left_out in everyone:
        rest = [number for number in everyone if number != left_out]
        if _breadth(points[rest]) <= LEAST_BREADTH_OF_REST:
            raise _on_one_line(rest, name)


def _breadth(points: Matrix) -> float:
    """Of their length."""
    length, breadth = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    return float(breadth / length) if length > 0 else 0.0


def _on_one_line(which: Sequence[int], name: str) -> GroundRefused:
    numbers = [number + 1 for number in which]
    return GroundRefused(
        f"The points {numbers} lie (almost) on one line in the {name}; choose them at the corners "
        "of a large quadrangle.",
        f"line_{name}",
        numbers,
    )
