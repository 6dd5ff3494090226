"""What a page of figures shows, as text and lengths."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.timezone import localtime

from command_center.alerts.verdict import Cause
from command_center.evaluation.charts import Span, interval_span, stacked
from command_center.evaluation.tables import kind_label
from command_center.evaluation.tally import Tally
from command_center.evaluation.words import percent, percent_range
from command_center.statistics.delay_bins import delay_bins
from command_center.statistics.figures import Figures
from command_center.statistics.rhythm import Rhythm
from command_center.statistics.tallies import causes, follow_ups, grouped
from command_center.supervision.load_bands import BAND_ICONS, BAND_LABELS
from command_center.venues.models import Camera
from detection.kinds import EventKind

SHOWN = 15
"""The busiest cameras; the tables hold all."""


@dataclass(frozen=True, slots=True)
class TallyRow:
    """`icon`: empty for a camera; `detail`: its venue."""

    label: str
    detail: str
    icon: str
    tally: Tally
    parts: Sequence[tuple[str, Span]]
    share: str
    range: str
    span: Span


@dataclass(frozen=True, slots=True)
class CountRow:
    label: str
    count: int
    share: str
    width: str


@dataclass(frozen=True, slots=True)
class RhythmRow:
    venue: str
    mean: str
    band: str
    icon: str
    most: int
    most_at: str
    above: int
    share_above: str


def kind_rows(figures: Figures) -> list[TallyRow]:
    found = grouped(figures.counts.cells, lambda one: one.kind)
    most = max((one.alerts for one in found.values()), default=0)
    return [_kind(kind, tally, most) for kind, tally in found.items()]


def camera_rows(figures: Figures) -> list[TallyRow]:
    found = grouped(figures.counts.cells, lambda one: one.camera_id)
    most = max((one.alerts for one in found.values()), default=0)
    known = figures.cameras
    return [
        _row(known[one].name, known[one].venue.name, tally, most) for one, tally in found.items()
    ]


def zone_rows(figures: Figures) -> list[TallyRow]:
    """Of each camera the zones in which something was found."""
    found = grouped(figures.counts.cells, lambda one: (one.camera_id, one.zone))
    most = max((one.alerts for one in found.values()), default=0)
    return [
        _row(zone or "–", _place(figures.cameras[camera]), tally, most)
        for (camera, zone), tally in found.items()
    ]


def cause_rows(figures: Figures) -> list[CountRow]:
    found = causes(figures.whole)
    return _counts([(str(Cause(name).label), count) for name, count in found])


def follow_up_rows(figures: Figures) -> list[CountRow]:
    return _counts([(str(one.label), count) for one, count in follow_ups(figures.counts.cells)])


def delay_rows(figures: Figures) -> list[CountRow]:
    return _counts([(one.label, one.count) for one in delay_bins(figures.delays.seconds)])


def rhythm_rows(figures: Figures) -> list[RhythmRow]:
    venues = {one.venue_id: one.venue.name for one in figures.cameras.values()}
    return [_rhythm(one, venues[one.venue_id], figures) for one in figures.rhythms]


def _kind(kind: EventKind, tally: Tally, most: int) -> TallyRow:
    return _row(kind_label(kind), "", tally, most, kind.value)


def _row(label: str, detail: str, tally: Tally, most: int, icon: str = "") -> TallyRow:
    return TallyRow(
        label=label,
        detail=detail,
        icon=icon,
        tally=tally,
        parts=stacked(tally, most),
        share=percent(tally.precision),
        range=percent_range(tally.interval) if tally.judged else "",
        span=interval_span(tally.interval, tally.precision),
    )


def _place(camera: Camera) -> str:
    return f"{camera.name} · {camera.venue.name}"


def _counts(found: Sequence[tuple[str, int]]) -> list[CountRow]:
    counts = [count for _, count in found]
    whole, most = max(1, sum(counts)), max([1, *counts])
    return [
        CountRow(label, count, percent(count / whole), f"{100 * count / most:.2f}")
        for label, count in found
    ]


def _rhythm(one: Rhythm, venue: str, figures: Figures) -> RhythmRow:
    return RhythmRow(
        venue=venue,
        mean=number_format(one.mean, decimal_pos=2),
        band=str(BAND_LABELS[one.band]),
        icon=BAND_ICONS[one.band],
        most=one.most,
        most_at=localtime(one.most_at, figures.clocks[one.venue_id]).strftime("%d/%m %H:%M"),
        above=one.above,
        share_above=percent(one.share_above),
    )
