"""Weeks as the prefect counts them: Monday to Sunday, by the clock of the venue."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from command_center.law.models import Order

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """From Monday 00:00 to the next, exclusive: 167 or 169 hours where the clocks change."""

    monday: date
    zone: ZoneInfo

    @property
    def since(self) -> datetime:
        return _midnight(self.monday, self.zone)

    @property
    def until(self) -> datetime:
        return _midnight(self.monday + A_WEEK, self.zone)

    @property
    def label(self) -> str:
        """As ISO 8601 writes it: the week of Thursday's year."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"


def week_of(at: datetime, zone: ZoneInfo) -> Week:
    day = at.astimezone(zone).date()
    return Week(day - timedelta(days=day.weekday()), zone)


def weeks_of(order: Order) -> list[Week]:
    """Those in which it stood, broken ones at its start and end included."""
    ends_at = min(order.ends_at, order.withdrawn_at or order.ends_at)
    weeks, monday = [], week_of(order.starts_at, zone_of(order)).monday
    while (week := Week(monday, zone_of(order))).since < ends_at and order.starts_at < ends_at:
        weeks.append(week)
        monday += A_WEEK
    return weeks


def zone_of(order: Order) -> ZoneInfo:
    return ZoneInfo(order.venue.time_zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
