"""From the highest scores of many quiet minutes to a threshold that they would not pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, log10
from statistics import median

from detection.calibration.extremes import passed_once

LEAST_MINUTES = 10
"""Fewer say nothing of how far the highest scores spread."""

ONCE_IN_MINUTES = 7 * 24 * 60
"""A false alert a week by each rule; a camera with all eight then gives about one a day."""


class Verdict(StrEnum):
    UNDECIDED = "undecided"
    """Measured for too short a time."""
    FITS = "fits"
    CHANGE = "change"
    UNFIT = "unfit"
    """No lawful threshold is high enough: the view or the zone must change."""
    GIVEN = "given"
    """The threshold follows from a rule of safety, not from the camera."""


LEAST = 1e-8
"""No score means less; the smallest numbers there are cannot be divided by."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What may be proposed: from the kind's own default, or what was chosen below it, to `most`.

    The event itself would not pass more than `most`; None where the threshold is not the
    camera's to choose.
    """

    default: float
    most: float | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """All in the unit of the parameter; `expected` is passed about once a week by the normal."""

    minutes: int
    usual: float
    highest: float
    expected: float
    current: float
    proposed: float
    verdict: Verdict

    @property
    def changes(self) -> bool:
        return self.verdict is Verdict.CHANGE


def propose(highest: Sequence[float], current: float, bounds: Bounds) -> Proposal:
    """`highest`: the highest score of each minute, in which nothing happened that is an event."""
    expected = passed_once(highest, ONCE_IN_MINUTES)
    wanted = max(min(bounds.default, current), _rounded_up(expected))
    proposed = current if bounds.most is None else min(wanted, bounds.most)
    return Proposal(
        minutes=len(highest),
        usual=median(highest) if highest else 0.0,
        highest=max(highest, default=0.0),
        expected=expected,
        current=current,
        proposed=proposed,
        verdict=_verdict(len(highest), wanted, current, bounds),
    )


def _verdict(minutes: int, wanted: float, current: float, bounds: Bounds) -> Verdict:
    if minutes < LEAST_MINUTES:
        return Verdict.UNDECIDED
    if bounds.most is None:
        return Verdict.GIVEN
    if wanted > bounds.most:
        return Verdict.UNFIT
    return Verdict.FITS if wanted == current else Verdict.CHANGE


def _rounded_up(value: float) -> float:
    """To two digits: nobody can tell 0.4137 from 0.42."""
    if value <= 0:
        return 0.0
    value = max(value, LEAST)
    unit = 10.0 ** (floor(log10(value)) - 1)
    return round(ceil(round(value / unit, 6)) * unit, 10)
