"""What the load meter shows, as text and lengths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime

from command_center.alerts.severity import SEVERITY_LABELS, Severity
from command_center.evaluation.charts import Span, interval_span
from command_center.evaluation.tally import Tally
from command_center.evaluation.words import percent, percent_range
from command_center.supervision.load_advice import Advice, advice
from command_center.supervision.load_bands import BAND_ICONS, BAND_LABELS, FLOOD, SHARES, Band
from command_center.supervision.load_contributors import Contributor
from command_center.supervision.load_delays import Delays, duration
from command_center.supervision.load_desk import TEN_MINUTES, DeskLoad
from command_center.supervision.load_operators import OperatorLoad
from command_center.venues.models import KIND_LABELS

WIDTH, HEIGHT, GROUND = 720, 120, 119
LEAST_TOP = 12
"""Of the scale: so that the line of a flood, at ten, is in it."""

LABELLED_HOURS, A_DAY, EDGE = 3, timedelta(days=1), 0.03
"""Labels nearer to an edge would be cut off."""


@dataclass(frozen=True, slots=True)
class Ten:
    """One ten minutes: a bar from `y` down; `name` is its class."""

    x: str
    y: str
    height: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Meter:
    """`flood_y`, `one_y`: where ten and one in ten minutes lie. `labels`: where, and which time."""

    tens: Sequence[Ten]
    bar: str
    flood_y: str
    one_y: str
    labels: Sequence[tuple[str, str]]
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = GROUND


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Of a priority, beside what EEMUA 191 asks for."""

    severity: str
    label: str
    share: str
    wanted: str
    width: str
    wanted_x: str


@dataclass(frozen=True, slots=True)
class DeskRow:
    load: DeskLoad
    band: Band
    icon: str
    band_label: str
    now_each: str
    mean_each: str
    in_flood: str
    acknowledged: tuple[str, str]
    judged: tuple[str, str]
    shares: Sequence[ShareRow]
    meter: Meter


@dataclass(frozen=True, slots=True)
class OperatorRow:
    load: OperatorLoad
    icon: str
    band_label: str
    per_ten: str
    at_work: str
    acknowledged: tuple[str, str]
    to_verdict: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ContributorRow:
    one: Contributor
    kind_label: str
    share: str
    width: str
    tally: Tally
    precision: str
    range: str
    span: Span
    advice: Sequence[Advice]


def desk_row(load: DeskLoad) -> DeskRow:
    return DeskRow(
        load=load,
        band=load.band,
        icon=BAND_ICONS[load.band],
        band_label=str(BAND_LABELS[load.band]),
        now_each=_number(load.now_each),
        mean_each=_number(load.mean_each),
        in_flood=duration(load.in_flood.total_seconds()),
        acknowledged=_both(load.acknowledged),
        judged=_both(load.judged),
        shares=[_share(load, severity) for severity in Severity],
        meter=meter(load),
    )


def operator_row(load: OperatorLoad) -> OperatorRow:
    return OperatorRow(
        load=load,
        icon=BAND_ICONS[load.band],
        band_label=str(BAND_LABELS[load.band]),
        per_ten=_number(load.per_ten),
        at_work=duration(load.at_work.total_seconds()),
        acknowledged=_both(load.acknowledged),
        to_verdict=_both(load.to_verdict),
    )


def contributor_rows(found: Sequence[Contributor]) -> list[ContributorRow]:
    most = max((one.situations for one in found), default=1)
    return [_contributor(one, most) for one in found]


def meter(load: DeskLoad) -> Meter:
    """All ten minutes of the time, side by side."""
    count = max(1, len(load.tens))
    place = WIDTH / count
    top = max(LEAST_TOP, *load.tens) if load.tens else LEAST_TOP
    began = load.time.now - count * TEN_MINUTES
    tens = [
        _ten(n, arrived, place, top, began + n * TEN_MINUTES)
        for n, arrived in enumerate(load.tens)
        if arrived
    ]
    return Meter(
        tens, f"{0.8 * place:.2f}", _y(FLOOD, top), _y(1, top), _labels(began, load.time.now)
    )


def _ten(n: int, arrived: int, place: float, top: int, at: datetime) -> Ten:
    name = "flood" if arrived > FLOOD else "over" if arrived > 1 else "calm"
    height = (GROUND - 1) * arrived / top
    title = f"{localtime(at):%H:%M}: {arrived}"
    return Ten(f"{n * place:.2f}", f"{GROUND - height:.2f}", f"{height:.2f}", name, title)


def _labels(began: datetime, now: datetime) -> list[tuple[str, str]]:
    """Days at their midnight, or every third hour, so many that they do not touch."""
    is_long = now - began > 2 * A_DAY
    at = localtime(began).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    found = []
    while at < now:
        share = (at - began) / (now - began)
        is_told = at.hour == 0 if is_long else at.hour % LABELLED_HOURS == 0
        if is_told and EDGE < share < 1 - EDGE:
            label = date_format(at, "D j") if is_long else f"{at:%H:%M}"
            found.append((f"{WIDTH * share:.1f}", label))
        at = localtime(at + timedelta(hours=1))
    return found


def _y(value: float, top: int) -> str:
    return f"{GROUND - (GROUND - 1) * value / top:.2f}"


def _share(load: DeskLoad, severity: Severity) -> ShareRow:
    return ShareRow(
        severity=severity.value,
        label=str(SEVERITY_LABELS[severity]),
        share=percent(load.share(severity) if load.situations else None),
        wanted=percent(SHARES[severity]),
        width=f"{100 * load.share(severity):.2f}",
        wanted_x=f"{100 * SHARES[severity]:.2f}",
    )


def _contributor(one: Contributor, most: int) -> ContributorRow:
    return ContributorRow(
        one=one,
        kind_label=str(KIND_LABELS[one.kind]),
        share=percent(one.share),
        width=f"{100 * one.situations / most:.2f}",
        tally=one.tally,
        precision=percent(one.tally.precision),
        range=percent_range(one.tally.interval),
        span=interval_span(one.tally.interval, one.tally.precision),
        advice=advice(one),
    )


def _both(found: Delays) -> tuple[str, str]:
    return duration(found.p50_s), duration(found.p95_s)


def _number(value: float) -> str:
    return number_format(value, decimal_pos=2 if value < 1 else 1 if value < 10 else 0)
