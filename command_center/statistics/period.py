"""Of which time figures are: a day, a week, a month, an order, or days of one's own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from command_center.law.models import Order

DAY = timedelta(days=1)


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ORDER = "order"
    DATES = "dates"


UNIT_LABELS = {
    Unit.DAY: _("Day"),
    Unit.WEEK: _("Week"),
    Unit.MONTH: _("Month"),
    Unit.ORDER: _("Event"),
    Unit.DATES: _("Own dates"),
}
LENGTHS = {
    Unit.DAY: relativedelta(days=1),
    Unit.WEEK: relativedelta(weeks=1),
    Unit.MONTH: relativedelta(months=1),
}


@dataclass(frozen=True, slots=True)
class Period:
    """`since` inclusive, `until` exclusive, in UTC. Days are those of `zone`, from midnight there:
    one has 23 or 25 hours where the clocks change."""

    unit: Unit
    since: datetime
    until: datetime
    zone: ZoneInfo

    @property
    def days(self) -> int:
        """By the calendar; a part of one counts whole."""
        last = (self.until - timedelta(microseconds=1)).astimezone(self.zone)
        return (last.date() - self.since.astimezone(self.zone).date()).days + 1

    @property
    def first_day(self) -> date:
        return self.since.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        return self.first_day + (self.days - 1) * DAY

    def before(self) -> "Period":
        """The one of the same kind that ends where this one begins."""
        if self.unit is Unit.ORDER:
            return Period(self.unit, self.since - (self.until - self.since), self.since, self.zone)
        length = LENGTHS.get(self.unit, relativedelta(days=self.days))
        return _of_days(self.unit, self.first_day - length, self.first_day, self.zone)

    def so_far(self, now: datetime) -> "Period":
        """Without what is still to come."""
        until = max(self.since, min(self.until, now))
        return Period(self.unit, self.since, until, self.zone)

    def as_long_as(self, other: "Period") -> "Period":
        """Cut off once it has lasted as long: half a day is compared with half a day."""
        until = min(self.until, self.since + (other.until - other.since))
        return Period(self.unit, self.since, until, self.zone)


def around(unit: Unit, day: date, zone: ZoneInfo) -> Period:
    """The day, week (from Monday) or month in which that day lies."""
    first = day
    if unit is Unit.WEEK:
        first = day - day.weekday() * DAY
    elif unit is Unit.MONTH:
        first = day.replace(day=1)
    return _of_days(unit, first, first + LENGTHS[unit], zone)


def between(first: date, last: date, zone: ZoneInfo) -> Period:
    """Both days belong to it."""
    return _of_days(Unit.DATES, first, last + DAY, zone)


def of_order(order: "Order", zone: ZoneInfo) -> Period:
    return Period(Unit.ORDER, order.starts_at.astimezone(UTC), order.ends_at.astimezone(UTC), zone)


def _of_days(unit: Unit, first: date, after: date, zone: ZoneInfo) -> Period:
    return Period(unit, _midnight(first, zone), _midnight(after, zone), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
