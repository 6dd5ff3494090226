"""The results of all clips as numbers: for the terminal, for a file, for the report."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from detection.evaluation.runner import ClipResult, Counted
from detection.evaluation.score import KindScore, mean_error_percent, score
from detection.evaluation.truth import Expected
from detection.kinds import EventKind
from detection.sighting import Sighting


def kind_scores(results: Sequence[ClipResult]) -> dict[EventKind, KindScore]:
    """Every kind that was looked for, in the order of the law."""
    scores = {}
    for kind in EventKind:
        looked = [result for result in results if kind in result.truth.scene.kinds]
        verdicts = [one for result in looked for one in result.verdicts if one.kind == kind]
        if looked:
            scores[kind] = score(verdicts, sum(result.duration_s for result in looked) / 3600)
    return scores


def overall(results: Sequence[ClipResult], unavailable: Collection[EventKind]) -> KindScore:
    """Over all kinds that can be looked for here; hours are those of the clips."""
    verdicts = [v for r in results for v in r.verdicts if v.kind not in unavailable]
    return score(verdicts, sum(result.duration_s for result in results) / 3600)


def count_error_percent(results: Sequence[ClipResult]) -> float | None:
    """Mean error of the people counts, over all clips in which people were counted by eye."""
    return mean_error_percent(
        [(one.truth.people, one.people) for result in results for one in result.counted]
    )


def as_json(results: Sequence[ClipResult], unavailable: Collection[EventKind]) -> dict[str, Any]:
    """`{"kinds": {kind: {…}}, "overall": {…}, "clips": […]}`; times in seconds."""
    return {
        "kinds": {
            kind.value: {**asdict(one), "available": kind not in unavailable}
            for kind, one in kind_scores(results).items()
        },
        "overall": {
            **asdict(overall(results, unavailable)),
            "count_error_percent": count_error_percent(results),
        },
        "clips": [_clip(result) for result in results],
    }


def _clip(result: ClipResult) -> dict[str, Any]:
    return {
        "clip": result.truth.name,
        "duration_s": round(result.duration_s, 2),
        "hits": [
            {**_event(hit.expected), **_sighting(hit.sighting), "delay_s": hit.delay_s}
            for one in result.verdicts
            for hit in one.hits
        ],
        "missed": [_event(event) for one in result.verdicts for event in one.missed],
        "false_alerts": [_sighting(false) for one in result.verdicts for false in one.false],
        "people": [
            {
                "t": c.truth.at_s,
                "n": c.truth.people,
                "found": c.people,
                "low": c.low,
                "high": c.high,
            }
            for c in result.counted
        ],
        "count_error_percent": mean_error_percent(
            [(one.truth.people, one.people) for one in result.counted]
        ),
    }


def _bounds(counted: Counted) -> dict[str, int]:
    return {"found": counted.people, "low": counted.low, "high": counted.high}


def _event(event: Expected) -> dict[str, Any]:
    return {"kind": event.kind.value, "expected_s": [event.start_s, event.end_s]}


def _sighting(sighting: Sighting) -> dict[str, Any]:
    end_s = sighting.opened_s if sighting.end_s is None else sighting.end_s
    return {
        "kind": sighting.kind.value,
        "zone": sighting.zone,
        "start_s": round(sighting.start_s, 2),
        "opened_s": round(sighting.opened_s, 2),
        "end_s": round(end_s, 2),
        "box": sighting.box.rounded(),
        "confidence": round(sighting.confidence, 3),
        "reason": dict(sighting.reason),
    }
