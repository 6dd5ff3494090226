"""From sightings and truth to hits, misses and false alerts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from detection.evaluation.truth import Expected
from detection.kinds import EventKind
from detection.sighting import Sighting

EARLY_S = 1.0
"""How long before its start an event may be seen: those who timed it by eye were not surer."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`delay_s` is how late the alert came, less the wait that the zone itself had ordered."""

    expected: Expected
    sighting: Sighting
    delay_s: float


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of the events and of the sightings of one kind in one clip."""

    kind: EventKind
    hits: tuple[Hit, ...]
    missed: tuple[Expected, ...]
    false: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class KindScore:
    """Over all clips. None where nothing of the sort was there to be measured."""

    events: int
    found: int
    missed: int
    false_alerts: int
    hours: float
    recall: float | None
    false_alerts_per_camera_hour: float | None
    median_delay_s: float | None


def judge(
    kind: EventKind,
    sightings: Iterable[Sighting],
    expected: Iterable[Expected],
    ordered_wait_s: Mapping[str, float],
) -> Verdicts:
    """Sightings (ended) of one kind in one clip against the events of that kind.

    A sighting finds every event that it overlaps, from `EARLY_S` before its start, and whose zone
    it is in. One that finds nothing, or only what was found before, is a false alert.
    `ordered_wait_s`: zone → how long the zone asks to wait before an alert.
    """
    left = [event for event in expected if event.kind == kind]
    hits, false = [], []
    for sighting in sorted((s for s in sightings if s.kind == kind), key=lambda s: s.opened_s):
        found = [event for event in left if _meets(sighting, event)]
        left = [event for event in left if event not in found]
        hits += [Hit(event, sighting, _delay_s(sighting, event, ordered_wait_s)) for event in found]
        false += [] if found else [sighting]
    return Verdicts(kind, tuple(hits), tuple(left), tuple(false))


def score(verdicts: Sequence[Verdicts], hours: float) -> KindScore:
    """One kind over all the clips in which it was looked for."""
    hits = [hit for one in verdicts for hit in one.hits]
    missed = sum(len(one.missed) for one in verdicts)
    false = sum(len(one.false) for one in verdicts)
    events = len(hits) + missed
    return KindScore(
        events=events,
        found=len(hits),
        missed=missed,
        false_alerts=false,
        hours=round(hours, 4),
        recall=round(len(hits) / events, 3) if events else None,
        false_alerts_per_camera_hour=round(false / hours, 2) if hours else None,
        median_delay_s=round(median(hit.delay_s for hit in hits), 2) if hits else None,
    )


def mean_error_percent(counted: Sequence[tuple[int, int]]) -> float | None:
    """Of (truth, counted) pairs; pairs without anybody count whole persons."""
    if not counted:
        return None
    return round(100 * mean(abs(found - truth) / max(1, truth) for truth, found in counted), 1)


def _meets(sighting: Sighting, event: Expected) -> bool:
    ends_s = sighting.opened_s if sighting.end_s is None else max(sighting.end_s, sighting.opened_s)
    in_zone = event.zone is None or event.zone == sighting.zone
    return in_zone and sighting.start_s <= event.end_s and ends_s >= event.start_s - EARLY_S


def _delay_s(sighting: Sighting, event: Expected, ordered_wait_s: Mapping[str, float]) -> float:
    late_s = sighting.opened_s - event.start_s - ordered_wait_s.get(sighting.zone, 0.0)
    return round(max(0.0, late_s), 2)
