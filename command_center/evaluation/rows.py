"""What the page of the evaluation shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from command_center.alerts.verdict import Cause
from command_center.evaluation.causes import FalseAlarms, ranked_causes
from command_center.evaluation.charts import Span, interval_span, stacked
from command_center.evaluation.figures import Figures
from command_center.evaluation.light import LIGHT_LABELS
from command_center.evaluation.misses import Sample, missed_min, recall
from command_center.evaluation.precision import Slice
from command_center.evaluation.tables import kind_label, model_names, models_label
from command_center.evaluation.tally import Tally
from command_center.evaluation.words import minutes, percent, percent_range
from detection.kinds import EventKind


@dataclass(frozen=True, slots=True)
class TallyRow:
    """`where` is empty for a row over all cameras; `detail`: models and light."""

    kind: str
    kind_label: str
    where: str
    detail: str
    tally: Tally
    share: str
    range: str
    span: Span
    parts: Sequence[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class TuningRow:
    kind: str
    kind_label: str
    where: str
    camera_id: int
    false_alarms: int
    share: str
    causes: Sequence[tuple[str, int]]
    advice: str


@dataclass(frozen=True, slots=True)
class CauseRow:
    label: str
    count: int
    span: Span


@dataclass(frozen=True, slots=True)
class MissRow:
    kind: str
    kind_label: str
    sample: Sample
    missed: str
    confirmed: int
    quiet_h: int
    share: str
    range: str
    span: Span | None


def whole_row(figures: Figures) -> TallyRow:
    return _row(figures.whole, figures.whole.alerts)


def kind_rows(figures: Figures) -> list[TallyRow]:
    most = max((one.alerts for one in figures.kinds.values()), default=0)
    return [_row(tally, most, kind) for kind, tally in figures.kinds.items()]


def place_rows(figures: Figures) -> list[TallyRow]:
    """The camera and kind with the most alerts first."""
    places = sorted(figures.places.items(), key=lambda one: (-one[1].alerts, one[0]))
    most = max((tally.alerts for _, tally in places), default=0)
    return [_row(tally, most, place[3], f"{place[1]} · {place[0]}") for place, tally in places]


def slice_rows(figures: Figures) -> list[TallyRow]:
    names = model_names()
    most = max((one.alerts for one in figures.slices.values()), default=0)
    return [
        _row(tally, most, one.kind, f"{one.camera} · {one.venue}", _detail(one, names))
        for one, tally in figures.slices.items()
    ]


def tuning_rows(figures: Figures) -> list[TuningRow]:
    return [_tuning(one) for one in figures.false_alarms if one.is_worth_tuning]


def cause_rows(figures: Figures) -> list[CauseRow]:
    ranked = ranked_causes(figures.slices)
    most = max((count for _, count in ranked), default=1)
    return [
        CauseRow(str(Cause(cause).label), count, Span("0", f"{100 * count / most:.2f}"))
        for cause, count in ranked
    ]


def miss_rows(figures: Figures) -> list[MissRow]:
    return [_miss(kind, sample) for kind, sample in figures.samples.items()]


def apart_rows(figures: Figures) -> list[tuple[str, str, int, int, int]]:
    """Camera, kind; held back, thresholds accepted, raised all the same."""
    return [
        (
            f"{one.camera} · {one.venue}",
            kind_label(one.kind),
            one.held_back,
            one.accepted,
            one.raised,
        )
        for one in figures.calibrations
    ]


def _row(
    tally: Tally, most: int, kind: EventKind | None = None, where: str = "", detail: str = ""
) -> TallyRow:
    return TallyRow(
        kind=kind.value if kind else "",
        kind_label=kind_label(kind) if kind else "",
        where=where,
        detail=detail,
        tally=tally,
        share=percent(tally.precision),
        range=percent_range(tally.interval),
        span=interval_span(tally.interval, tally.precision),
        parts=stacked(tally, most),
    )


def _detail(one: Slice, names: Mapping[str, str]) -> str:
    return f"{models_label(one.models, names)} · {LIGHT_LABELS[one.light]}"


def _tuning(one: FalseAlarms) -> TuningRow:
    return TuningRow(
        kind=one.kind.value,
        kind_label=kind_label(one.kind),
        where=f"{one.camera} · {one.venue}",
        camera_id=one.camera_id,
        false_alarms=one.tally.invalidated,
        share=percent(one.tally.invalidated / one.tally.judged),
        causes=[(str(cause.label), count) for cause, count in one.causes],
        advice=str(one.advice),
    )


def _miss(kind: EventKind, sample: Sample) -> MissRow:
    found = recall(sample)
    return MissRow(
        kind=kind.value,
        kind_label=kind_label(kind),
        sample=sample,
        missed=minutes(missed_min(sample)),
        confirmed=round(sample.confirmed_min),
        quiet_h=round(sample.quiet_min / 60),
        share=percent(found.value if found else None),
        range=percent_range(found.interval) if found else "",
        span=interval_span(found.interval, found.value) if found else None,
    )
