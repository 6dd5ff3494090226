"""How many alerts came over time: by the hour, the day or the week, as the period is long."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from command_center.alerts.verdict import Outcome
from command_center.evaluation.tally import Tally
from command_center.statistics.counting import Step
from command_center.statistics.period import DAY, Period

HOUR = timedelta(hours=1)
HOURS_UP_TO_DAYS, DAYS_UP_TO_DAYS = 2, 92


class Grain(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Moment:
    """From `since` on, until the next one begins. The causes are not told apart."""

    since: datetime
    label: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Course:
    grain: Grain
    moments: Sequence[Moment]

    @property
    def busiest(self) -> Moment | None:
        found = [one for one in self.moments if one.tally.alerts]
        return max(found, key=lambda one: one.tally.alerts, default=None)


def course(steps: Sequence[Step], period: Period, zones: Mapping[int, ZoneInfo]) -> Course:
    """Days are those of each venue's clock; hours are real ones, of which a day may have 25."""
    grain = grain_of(period)
    counts: Counter[tuple[datetime, str]] = Counter()
    for step in steps:
        counts[_begin(step.at, zones[step.venue_id], period, grain), step.outcome] += step.alerts
    return Course(grain, [_moment(at, period, grain, counts) for at in _begins(period, grain)])


def grain_of(period: Period) -> Grain:
    if period.days <= HOURS_UP_TO_DAYS:
        return Grain.HOUR
    return Grain.DAY if period.days <= DAYS_UP_TO_DAYS else Grain.WEEK


def _begin(at: datetime, zone: ZoneInfo, period: Period, grain: Grain) -> datetime:
    """In UTC, by the clock of the period: days of venues elsewhere lie over its days."""
    if grain is Grain.HOUR:
        return at.replace(minute=0)
    day = at.astimezone(zone).date()
    if grain is Grain.WEEK:
        day -= day.weekday() * DAY
    return datetime.combine(day, time(), period.zone).astimezone(UTC)


def _begins(period: Period, grain: Grain) -> Iterator[datetime]:
    last = period.until - timedelta(microseconds=1)
    at = _begin(period.since, period.zone, period, grain)
    while at <= last:
        yield at
        local = at.astimezone(period.zone).date()
        days = 7 if grain is Grain.WEEK else 1
        on = datetime.combine(local + days * DAY, time(), period.zone).astimezone(UTC)
        at = at + HOUR if grain is Grain.HOUR else on


def _moment(
    at: datetime, period: Period, grain: Grain, counts: Counter[tuple[datetime, str]]
) -> Moment:
    local = at.astimezone(period.zone)
    label = local.strftime("%H:%M") if grain is Grain.HOUR else date_format(local, "D j M")
    tally = Tally(
        counts[at, Outcome.CONFIRMED],
        counts[at, ""],
        {"": counts[at, Outcome.INVALIDATED]},
    )
    return Moment(at, label, tally)
