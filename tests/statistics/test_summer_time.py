"""The night of 25 October 2026, in which an hour comes twice, and one in spring that lacks one."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from command_center.evaluation.selection import Selection
from command_center.law.models import Order
from command_center.statistics.chosen import Chosen
from command_center.statistics.counting import Step, counted
from command_center.statistics.course import Grain, course
from command_center.statistics.heat import Heat, heat
from command_center.statistics.period import Period, Unit, around, between
from command_center.venues.models import Camera
from tests.statistics.planting import PARIS, alerted, in_paris

SUNDAY = date(2026, 10, 25)
NIGHT = around(Unit.DAY, SUNDAY, PARIS)
CLOCKS = {1: PARIS}


def step(at: datetime, alerts: int = 1, venue: int = 1) -> Step:
    return Step(at, venue, "", alerts)


def cells(found: Heat, row: int = 0) -> dict[int, tuple[int, float]]:
    return {cell.hour: (cell.count, cell.hours) for cell in found.rows[row].cells}


def test_day_has_twenty_five_hours() -> None:
    assert NIGHT.until - NIGHT.since == timedelta(hours=25)
    assert NIGHT.days == 1
    assert around(Unit.DAY, date(2027, 3, 28), PARIS).until - in_spring() == timedelta(hours=23)


def in_spring() -> datetime:
    return datetime(2027, 3, 28, tzinfo=PARIS).astimezone(UTC)


def test_both_hours_lie_under_their_time_on_the_clock(autumn: Order, camera: Camera) -> None:
    alerted(autumn, camera, in_paris(10, 25, 1, 59))
    alerted(autumn, camera, in_paris(10, 25, 2, 30))
    alerted(autumn, camera, in_paris(10, 25, 2, 30, fold=1))
    alerted(autumn, camera, in_paris(10, 25, 2, 59, fold=1))
    alerted(autumn, camera, in_paris(10, 25, 3))
    counts = counted(Chosen(Selection(NIGHT.since, NIGHT.until)))
    clocks = {camera.venue_id: PARIS}
    found = heat(counts.steps, NIGHT, clocks)
    assert cells(found)[1] == (1, 1.0)
    assert cells(found)[2] == (3, 2.0)
    assert cells(found)[3] == (1, 1.0)
    assert found.has_hour_twice
    hours = course(counts.steps, NIGHT, clocks)
    assert hours.grain is Grain.HOUR
    assert len(hours.moments) == 25
    told = [(one.label, one.tally.alerts) for one in hours.moments[1:5]]
    assert told == [("01:00", 1), ("02:00", 1), ("02:00", 2), ("03:00", 1)]


def test_hour_that_is_leapt_over_never_was() -> None:
    found = heat([], around(Unit.DAY, date(2027, 3, 28), PARIS), CLOCKS)
    assert cells(found)[2] == (0, 0.0)
    assert cells(found)[3] == (0, 1.0)
    assert not found.has_hour_twice


def test_mean_of_a_weekday_knows_that_the_hour_was_there_once_more() -> None:
    weeks = between(date(2026, 10, 1), date(2026, 10, 31), PARIS)
    twice = [step(in_paris(10, 25, 2)), step(in_paris(10, 25, 2, fold=1))]
    found = heat(twice, weeks, CLOCKS)
    assert not found.is_by_day
    assert cells(found, row=6)[2] == (2, 5.0)  # four Sundays, one of them with two such hours
    assert not found.has_hour_twice


def test_days_are_the_days_of_the_venue() -> None:
    week = around(Unit.WEEK, SUNDAY, PARIS)
    late = in_paris(10, 25, 23, 50)
    found = course([step(late), step(late, 4, venue=2)], week, {1: PARIS, 2: ZoneInfo("UTC")})
    assert [one.tally.alerts for one in found.moments] == [0, 0, 0, 0, 0, 0, 5]
    reunion = ZoneInfo("Indian/Reunion")
    far = course([step(in_paris(10, 24, 22, 30))], week, {1: reunion})
    assert [one.tally.alerts for one in far.moments][-1] == 1  # it was Sunday there


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH]),
)
def test_periods_lie_side_by_side(day: date, unit: Unit) -> None:
    one = around(unit, day, PARIS)
    assert one.first_day <= day <= one.last_day
    assert one.before().until == one.since
    after = around(unit, one.last_day + timedelta(days=1), PARIS)
    assert (after.since, after.before()) == (one.until, one)


@given(st.lists(st.integers(0, 6 * 24 * 14 - 1), max_size=50), st.sampled_from([1, 2, 7, 14, 100]))
def test_no_alert_is_lost_in_any_grouping(numbers: list[int], days: int) -> None:
    whole = between(date(2026, 10, 20), date(2026, 10, 20) + timedelta(days=days - 1), PARIS)
    steps = [step(whole.since + timedelta(minutes=10 * n)) for n in numbers]
    within = [one for one in steps if one.at < whole.until]
    found = heat(within, whole, CLOCKS)
    assert sum(cell.count for row in found.rows for cell in row.cells) == len(within)
    told = course(within, whole, CLOCKS)
    assert sum(one.tally.alerts for one in told.moments) == len(within)
    lasted = sum(cell.hours for row in found.rows for cell in row.cells)
    assert round(lasted, 6) == (whole.until - whole.since).total_seconds() / 3600


def test_what_is_going_on_is_compared_with_as_much() -> None:
    week = around(Unit.WEEK, SUNDAY, PARIS)
    now = in_paris(10, 21, 12)
    so_far = week.so_far(now)
    assert (so_far.until, so_far.days) == (now, 3)
    earlier = week.before().as_long_as(so_far)
    assert earlier.until == in_paris(10, 14, 12)
    assert Period.before(week).until == week.since
