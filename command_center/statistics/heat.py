"""When alerts come: by day and hour on the clock of their venue, on the days too that lack one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format

from command_center.statistics.counting import Step
from command_center.statistics.period import Period

HOURS = range(24)
LEVELS = 5
DAYS_ONE_BY_ONE = 14
"""Up to so many days each has a row; beyond, the seven days of the week."""

A_STEP = timedelta(minutes=10)
STEPS_AN_HOUR = 6
MONDAY = date(2024, 1, 1)

Hour = tuple[date, int]
"""A row, by its date, and an hour on the clock. Days of the week lie in the week of `MONDAY`."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`hours`: how long the period was in that hour, over all its days; none where it never was.
    `level`: 0 for none, up to `LEVELS` for the most of all cells."""

    hour: int
    count: int
    hours: float
    level: int
    text: str

    @property
    def came_twice(self) -> bool:
        """Of a single day: the clocks went back over it."""
        return self.hours > 1


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    cells: Sequence[HeatCell]


@dataclass(frozen=True, slots=True)
class Heat:
    """`is_by_day`: each row is one day, and counts; else a day of the week, and means."""

    rows: Sequence[HeatRow]
    is_by_day: bool

    @property
    def busiest(self) -> tuple[HeatRow, HeatCell] | None:
        found = [(row, cell) for row in self.rows for cell in row.cells if cell.count]
        return max(found, key=lambda one: one[1].count / one[1].hours, default=None)

    @property
    def has_hour_twice(self) -> bool:
        return self.is_by_day and any(cell.came_twice for row in self.rows for cell in row.cells)


def heat(steps: Sequence[Step], period: Period, zones: Mapping[int, ZoneInfo]) -> Heat:
    """`period` up to now; `zones`: the clock of each venue."""
    is_by_day = period.days <= DAYS_ONE_BY_ONE
    counts: Counter[Hour] = Counter()
    for step in steps:
        counts[_hour(step.at, zones[step.venue_id], is_by_day)] += step.alerts
    lasted = _lasted(period, is_by_day)
    rates = [counts[hour] / lasted[hour] for hour in lasted]
    most = max(rates, default=0.0)
    rows = [_row(day, counts, lasted, most, is_by_day) for day in _days(period, is_by_day)]
    return Heat(rows, is_by_day)


def _hour(at: datetime, zone: ZoneInfo, is_by_day: bool) -> Hour:
    local = at.astimezone(zone)
    day = local.date() if is_by_day else MONDAY + timedelta(days=local.weekday())
    return day, local.hour


def _lasted(period: Period, is_by_day: bool) -> Mapping[Hour, float]:
    """Hours: by going through the period, since no rule knows which hours a clock leaps over."""
    steps: Counter[Hour] = Counter()
    at = period.since
    while at < period.until:
        steps[_hour(at, period.zone, is_by_day)] += 1
        at += A_STEP
    return {hour: count / STEPS_AN_HOUR for hour, count in steps.items()}


def _days(period: Period, is_by_day: bool) -> list[date]:
    first = period.first_day if is_by_day else MONDAY
    return [first + timedelta(days=n) for n in range(period.days if is_by_day else 7)]


def _row(
    day: date, counts: Counter[Hour], lasted: Mapping[Hour, float], most: float, is_by_day: bool
) -> HeatRow:
    label = date_format(day, "D j M") if is_by_day else date_format(day, "l")
    return HeatRow(label, [_cell((day, hour), counts, lasted, most, is_by_day) for hour in HOURS])


def _cell(
    hour: Hour, counts: Counter[Hour], lasted: Mapping[Hour, float], most: float, is_by_day: bool
) -> HeatCell:
    count = counts[hour]
    hours = lasted.get(hour, 1 / STEPS_AN_HOUR if count else 0.0)  # of a venue on another clock
    rate = count / hours if hours else 0.0
    level = max(1, round(LEVELS * rate / most)) if count and most else 0
    text = str(count) if is_by_day else _mean(rate)
    return HeatCell(hour[1], count, hours, level, text if count else "")


def _mean(rate: float) -> str:
    return number_format(rate, decimal_pos=0 if rate >= 10 else 1)
