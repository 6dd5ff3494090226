"""The report as data: codes and numbers, in no language, to be recomputed from the raw rows."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from command_center.evaluation.figures import Figures
from command_center.evaluation.intervals import Interval
from command_center.evaluation.light import DAY_FROM, NIGHT_BELOW
from command_center.evaluation.misses import ENOUGH_REVIEWED, Estimate, Sample, missed_min, recall
from command_center.evaluation.samples import NEAR
from command_center.evaluation.tally import ENOUGH_JUDGED, Tally
from detection.kinds import EventKind

FORMAT = "vigie-evaluation-1"
DIGITS = 6


def content(figures: Figures) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "selection": asdict(figures.selection),
        "method": {
            "precision": "confirmed / judged; Wilson 1927, 95 %",
            "misses": "seen / reviewed; Clopper and Pearson 1934, 95 %",
            "enough_judged": ENOUGH_JUDGED,
            "enough_reviewed": ENOUGH_REVIEWED,
            "night_below": NIGHT_BELOW,
            "day_from": DAY_FROM,
            "near_s": NEAR.total_seconds(),
        },
        "whole": _tally(figures.whole),
        "kinds": [{"kind": kind, **_tally(one)} for kind, one in figures.kinds.items()],
        "precision": [
            {**asdict(one), "models": list(one.models), **_tally(tally)}
            for one, tally in figures.slices.items()
        ],
        "calibrations": [asdict(one) for one in figures.calibrations],
        "calibrated_h": round(figures.calibrated_h, DIGITS),
        "misses": [_sample(kind, one) for kind, one in figures.samples.items()],
        "moments_drawn": figures.moments_drawn,
    }


def _tally(tally: Tally) -> Mapping[str, Any]:
    return {
        "alerts": tally.alerts,
        "judged": tally.judged,
        "confirmed": tally.confirmed,
        "invalidated": tally.invalidated,
        "causes": dict(sorted(tally.causes.items())),
        "unjudged": tally.unjudged,
        "precision": _rounded(tally.precision),
        "interval": _interval(tally.interval),
        "is_enough": tally.is_enough,
    }


def _sample(kind: EventKind, sample: Sample) -> Mapping[str, Any]:
    return {
        "kind": kind,
        **asdict(sample),
        "missed_min": _estimate(missed_min(sample)),
        "recall": _estimate(recall(sample)),
        "is_enough": sample.is_enough,
    }


def _estimate(estimate: Estimate | None) -> Mapping[str, Any] | None:
    if estimate is None:
        return None
    return {"value": _rounded(estimate.value), "interval": _interval(estimate.interval)}


def _interval(interval: Interval) -> list[float]:
    return [round(interval.low, DIGITS), round(interval.high, DIGITS)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
