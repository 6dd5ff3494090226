"""A ground as it was given, tried: the plane if there is one, and what speaks against it."""

from typing import NamedTuple

import numpy as np

from command_center.setup.ground.given import GivenGround, Located, located
from command_center.setup.ground.refusals import Refusal, refusal_of
from detection.ground import Ground, GroundRefused

MOST_ERROR = 0.03
"""Of the points' extent: a plane that misses more is not the one that was measured."""


class Trial(NamedTuple):
    """With a refusal there may be a plane all the same: it is shown, so that the fault is seen."""

    located: Located
    ground: Ground | None
    refusal: Refusal | None


def tried(given: GivenGround) -> Trial:
    nowhere = Located((), ())
    numbers = tuple(range(1, len(given.points) + 1))
    try:
        nowhere = located(given)
        numbers = nowhere.numbers
        ground = Ground(nowhere.points)
    except GroundRefused as refused:
        return Trial(nowhere, None, refusal_of(refused, numbers))
    return Trial(nowhere, ground, _objection(nowhere, ground))


def _objection(found: Located, ground: Ground) -> Refusal | None:
    """What `Ground` itself bears: it only computes."""
    if ground.is_mirrored:
        return refusal_of(GroundRefused("mirrored", "mirrored"), found.numbers)
    limit_m = MOST_ERROR * _extent_m(ground)
    if found.survey and found.survey.error_m > limit_m:
        return refusal_of(GroundRefused("disagree", "disagree"), (), found.survey.error_m)
    if ground.error_m > limit_m:
        worst = int(np.argmax(ground.misses_m)) + 1
        refused = GroundRefused("missed", "error", (worst,))
        return refusal_of(refused, found.numbers, ground.error_m)
    return None


def _extent_m(ground: Ground) -> float:
    metres = np.array([point.metres for point in ground.points])
    return float(np.linalg.norm(np.ptp(metres, axis=0)))
