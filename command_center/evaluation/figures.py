"""All that one evaluation counts, read once for a page or a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from command_center.evaluation.calibrations import (
    CalibrationCount,
    calibrated_h,
    calibration_counts,
)
from command_center.evaluation.causes import FalseAlarms, false_alarms
from command_center.evaluation.misses import Sample
from command_center.evaluation.precision import Slices, grouped, in_all, slices
from command_center.evaluation.samples import moments_drawn, samples
from command_center.evaluation.selection import Selection
from command_center.evaluation.tally import Tally
from detection.kinds import EventKind

Place = tuple[str, str, int, EventKind]
"""Venue, camera, its number, kind."""


@dataclass(frozen=True, slots=True)
class Figures:
    selection: Selection
    slices: Slices
    calibrations: Sequence[CalibrationCount]
    calibrated_h: float
    samples: Mapping[EventKind, Sample]
    moments_drawn: int

    @property
    def whole(self) -> Tally:
        return in_all(self.slices)

    @property
    def kinds(self) -> Mapping[EventKind, Tally]:
        """In the order of the decree."""
        found = grouped(self.slices, lambda one: one.kind)
        return {kind: found[kind] for kind in EventKind if kind in found}

    @property
    def places(self) -> Mapping[Place, Tally]:
        return grouped(self.slices, lambda one: (one.venue, one.camera, one.camera_id, one.kind))

    @property
    def false_alarms(self) -> Sequence[FalseAlarms]:
        return false_alarms(self.slices)


def figures(selection: Selection) -> Figures:
    return Figures(
        selection=selection,
        slices=slices(selection),
        calibrations=calibration_counts(selection),
        calibrated_h=calibrated_h(selection),
        samples=samples(selection),
        moments_drawn=moments_drawn(selection),
    )
