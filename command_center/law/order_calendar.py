"""A month of orders: a line for each venue, a bar for each order, by the venue's clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.utils import formats

from command_center.law.local_time import YEARS
from command_center.law.order_rows import OrderRow
from command_center.venues.models import Venue

WIDTH = 1000.0
"""Of the drawing, in its own units; all its lines have the same."""

LANE, LEAST = 28.0, 6.0
"""Height of a bar with its gap, and the width of the shortest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    row: OrderRow
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One venue. `now_x` is None in another month than the present one."""

    venue: Venue
    bars: list[Bar]
    height: float
    now_x: float | None


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    x: float
    middle: float
    is_weekend: bool
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    first: date

    @classmethod
    def of(cls, text: str, today: date) -> "Month":
        """“2026-11”; the present one where it is none."""
        try:
            first = datetime.strptime(f"{text}-01", "%Y-%m-%d").date()  # noqa: DTZ007 (a day)
        except ValueError:
            return cls(today.replace(day=1))
        return cls(first if first.year in YEARS else today.replace(day=1))

    @property
    def end(self) -> date:
        return self.first + relativedelta(months=1)

    @property
    def previous(self) -> str:
        return f"{self.first - relativedelta(months=1):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{self.end:%Y-%m}"

    @property
    def day_width(self) -> float:
        return WIDTH / (self.end - self.first).days

    def days(self) -> Iterator[Day]:
        for number in range((self.end - self.first).days):
            day, x = self.first + timedelta(days=number), number * self.day_width
            name = formats.date_format(day, "D")
            yield Day(day, x, x + self.day_width / 2, day.weekday() >= 5, name)

    def x(self, at: datetime, zone: ZoneInfo) -> float:
        """Where the instant lies by the clock there; every day has the same width."""
        local = at.astimezone(zone)
        day = local.hour / 24 + local.minute / 1440
        return ((local.date() - self.first).days + day) * self.day_width

    def lines(self, rows: Iterable[OrderRow], now: datetime) -> list[Line]:
        by_venue: dict[Venue, list[OrderRow]] = {}
        for row in sorted(rows, key=lambda row: row.order.starts_at):
            by_venue.setdefault(row.order.venue, []).append(row)
        found = (self._line(venue, own, now) for venue, own in by_venue.items())
        return sorted((line for line in found if line.bars), key=lambda line: line.venue.name)

    def _line(self, venue: Venue, rows: list[OrderRow], now: datetime) -> Line:
        zone = ZoneInfo(venue.time_zone)
        ends: list[float] = []
        bars: list[Bar] = []
        for row in rows:
            left, right = self.x(row.order.starts_at, zone), self.x(_end(row.order), zone)
            if right <= 0 or left >= WIDTH:
                continue
            left, right = max(left, 0.0), min(max(right, left + LEAST), WIDTH)
            lane = next((n for n, end in enumerate(ends) if end <= left), len(ends))
            ends[lane:] = [right, *ends[lane + 1 :]]
            bars.append(Bar(row, left, lane * LANE + 4, right - left))
        now_x = self.x(now, zone)
        return Line(venue, bars, len(ends) * LANE + 4, now_x if 0 <= now_x < WIDTH else None)


def _end(order: Any) -> datetime:
    """A withdrawn order is drawn as long as it was valid."""
    if order.withdrawn_at is None:
        return order.ends_at  # type: ignore[no-any-return]
    return max(order.starts_at, min(order.ends_at, order.withdrawn_at))  # type: ignore[no-any-return]
