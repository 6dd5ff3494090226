from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.law.models import Order
from command_center.reports.composing import number_of
from command_center.reports.weeks import Week, week_of, weeks_of
from command_center.venues.models import Venue

PARIS = ZoneInfo("Europe/Paris")
ZONES = [PARIS, ZoneInfo("Indian/Reunion"), ZoneInfo("America/Cayenne"), ZoneInfo("UTC")]


@pytest.mark.parametrize(
    ("monday", "label", "hours"),
    [
        (date(2026, 3, 16), "2026-W12", 168),
        (date(2026, 3, 23), "2026-W13", 167),  # the clocks go forward on Sunday
        (date(2026, 10, 19), "2026-W43", 169),  # and back
        (date(2026, 12, 28), "2026-W53", 168),  # a year of 53 weeks
        (date(2027, 1, 4), "2027-W01", 168),
        (date(2024, 12, 30), "2025-W01", 168),  # Thursday is in the next year
    ],
)
def test_a_week_has_its_hours_and_its_iso_name(monday: date, label: str, hours: int) -> None:
    week = Week(monday, PARIS)
    assert week.label == label
    assert week.until - week.since == timedelta(hours=hours)


def test_week_begins_at_midnight_of_the_venue() -> None:
    last_moment = datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)  # 23:59:59 in summer time
    assert week_of(last_moment, PARIS).monday == date(2026, 3, 23)
    assert week_of(last_moment + timedelta(seconds=1), PARIS).monday == date(2026, 3, 30)
    assert week_of(last_moment, ZoneInfo("Indian/Reunion")).monday == date(2026, 3, 30)


@given(
    st.floats(1.58e9, 2.05e9).map(lambda at_s: datetime.fromtimestamp(at_s, UTC)),
    st.sampled_from(ZONES),
)
def test_every_instant_is_in_one_week(at: datetime, zone: ZoneInfo) -> None:
    week = week_of(at, zone)
    assert week.since <= at < week.until
    assert week.monday.isoweekday() == 1
    assert Week(week.monday + timedelta(days=7), zone).since == week.until


def order(starts_at: datetime, ends_at: datetime, **given: datetime) -> Order:
    return Order(venue=Venue(name="Stadium"), starts_at=starts_at, ends_at=ends_at, **given)


def at(month: int, day: int, hour: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("found", "mondays"),
    [
        (order(at(3, 25), at(3, 31)), [date(2026, 3, 23), date(2026, 3, 30)]),
        (order(at(3, 23, 0), at(3, 30, 0)), [date(2026, 3, 23)]),  # the end is exclusive
        (order(at(12, 31), at(1, 2, year=2027)), [date(2026, 12, 28)]),
        (order(at(3, 25), at(3, 31), withdrawn_at=at(3, 27)), [date(2026, 3, 23)]),
        (order(at(3, 25), at(3, 31), withdrawn_at=at(3, 24)), []),  # before it began
        (order(at(3, 25), at(4, 25)), [date(2026, 3, 23) + timedelta(7 * n) for n in range(5)]),
    ],
)
def test_order_is_told_of_in_each_week_in_which_it_stood(found: Order, mondays: list[date]) -> None:
    weeks = weeks_of(found)
    assert [week.monday for week in weeks] == mondays
    assert [number_of(found, week) for week in weeks] == list(range(1, len(mondays) + 1))
