"""The figures as tables, for spreadsheets: the same bytes for the same figures."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from command_center.alerts.verdict import Cause
from command_center.documents import Table
from command_center.evaluation.tables import kind_label
from command_center.evaluation.tally import Tally
from command_center.statistics.delay_bins import delay_bins
from command_center.statistics.figures import Figures
from command_center.statistics.tallies import causes, follow_ups, grouped
from detection.kinds import EventKind

if TYPE_CHECKING:
    from command_center.statistics.counting import Cell

DIGITS = 4


def tables(figures: Figures) -> Mapping[str, Table]:
    return {name: made(figures) for name, made in TABLES.items()}


def _course(figures: Figures) -> Table:
    columns = (_("From"), _("Alerts"), _("Confirmed"), _("Invalidated"), _("Without a verdict"))
    rows = [
        (_local(one.since, figures), one.tally.alerts, *_said(one.tally))
        for one in figures.course.moments
    ]
    return Table(columns, rows, _("Alerts over time"))


def _hours(figures: Figures) -> Table:
    columns = (_("Day"), _("Hour"), _("Alerts"), _("Hours that the period was in it"))
    rows = [
        (row.label, f"{cell.hour:02d}:00", cell.count, round(cell.hours, 2))
        for row in figures.heat.rows
        for cell in row.cells
    ]
    return Table(columns, rows, _("Alerts by day and hour"))


def _kinds(figures: Figures) -> Table:
    before = grouped(figures.before.cells, lambda one: one.kind)
    found = grouped(figures.counts.cells, lambda one: one.kind)
    rows = [
        (kind_label(kind), *_figures(tally), before[kind].alerts if kind in before else 0)
        for kind, tally in found.items()
    ]
    return Table((_("Kind"), *_heads(), _("Alerts, period before")), rows, _("Alerts by kind"))


def _places(figures: Figures) -> Table:
    heads = (_("Venue"), _("Camera"), _("Zone"), _("Kind"), *_heads())
    return Table(heads, list(_place_rows(figures)), _("Alerts by place"))


def _place_rows(figures: Figures) -> Iterator[tuple[object, ...]]:
    def key(one: "Cell") -> tuple[int, str, EventKind]:
        return one.camera_id, one.zone, one.kind

    for (number, zone, kind), tally in grouped(figures.counts.cells, key).items():
        camera = figures.cameras[number]
        yield camera.venue.name, camera.name, zone, kind_label(kind), *_figures(tally)


def _causes(figures: Figures) -> Table:
    found = causes(figures.whole)
    rows = [(str(Cause(name).label), count) for name, count in found]
    return Table((_("Cause"), _("Alerts")), rows, _("Causes of false alarms"))


def _follow_ups(figures: Figures) -> Table:
    rows = [(str(one.label), count) for one, count in follow_ups(figures.counts.cells)]
    return Table((_("Follow-up"), _("Alerts")), rows, _("What was done"))


def _delays(figures: Figures) -> Table:
    rows = [(one.label, one.count) for one in delay_bins(figures.delays.seconds)]
    return Table((_("Time to the first verdict"), _("Alerts")), rows, _("Times to a verdict"))


def _load(figures: Figures) -> Table:
    columns = (
        _("Venue"),
        _("Alerts"),
        _("Alerts in ten minutes, mean"),
        _("Alerts in ten minutes, most"),
        _("Tens of minutes with more than ten"),
        _("Tens of minutes in the period"),
    )
    venues = {one.venue_id: one.venue.name for one in figures.cameras.values()}
    rows = [
        (venues[one.venue_id], one.alerts, round(one.mean, DIGITS), one.most, one.above, one.steps)
        for one in figures.rhythms
    ]
    return Table(columns, rows, _("Load of each venue"))


def _heads() -> tuple[str, ...]:
    return (
        _("Alerts"),
        _("Confirmed"),
        _("Invalidated"),
        _("Without a verdict"),
        _("Precision"),
        _("Precision, at least"),
        _("Precision, at most"),
    )


def _figures(tally: Tally) -> tuple[object, ...]:
    low, high = tally.interval.low, tally.interval.high
    share = None if tally.precision is None else round(tally.precision, DIGITS)
    return tally.alerts, *_said(tally), share, round(low, DIGITS), round(high, DIGITS)


def _said(tally: Tally) -> tuple[int, int, int]:
    return tally.confirmed, tally.invalidated, tally.unjudged


def _local(at: datetime, figures: Figures) -> str:
    """With its difference from UTC: an hour that comes twice is told apart."""
    return at.astimezone(figures.period.zone).isoformat(timespec="minutes")


TABLES: Mapping[str, Callable[[Figures], Table]] = {
    "course": _course,
    "hours": _hours,
    "kinds": _kinds,
    "places": _places,
    "causes": _causes,
    "follow_ups": _follow_ups,
    "delays": _delays,
    "load": _load,
}
"""By the names under which they are asked for."""
