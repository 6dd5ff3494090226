"""When a desk is flooded: by the times of arrival alone."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from command_center.alerts.severity import Severity
from command_center.desk.flood import BEGINS_ABOVE, ENDS_BELOW, WITHIN, flood, floods
from command_center.desk.situation import Situation
from command_center.desk.state import State
from detection.kinds import EventKind

START = datetime(2026, 10, 24, 20, tzinfo=UTC)
"""The night after has an hour twice; instants do not know it."""

seconds = st.lists(st.integers(0, 2000), max_size=40)
SECOND = timedelta(seconds=1)


def at(second: float) -> datetime:
    return START + timedelta(seconds=second)


def situation(number: int, second: float, **given: Any) -> Situation:
    usual: dict[str, Any] = {
        "alerts": (number,),
        "camera_id": 1,
        "camera_name": "North gate",
        "venue_id": 1,
        "venue_name": "Stadium",
        "kind": EventKind.INTRUSION,
        "zone_name": "lawn",
        "severity": Severity.MEDIUM,
        "state": State.NEW,
        "began_at": at(second),
        "last_at": at(second),
        "ended_at": None,
        "confidence": 0.8,
        "reason": "1 person for 2 s",
        "order_reference": "2026-11-0042",
        "owner": "",
        "owner_id": None,
        "acknowledged_at": None,
        "respond_by": None,
        "put_aside": None,
    }
    return Situation(**usual | given)


def arrived(times: Sequence[float]) -> list[Situation]:
    return [situation(number, second) for number, second in enumerate(times, 1)]


def within(times: Sequence[int], now: datetime) -> int:
    """How many of them arrived within the ten minutes that end at `now`."""
    return sum(now - WITHIN < at(second) <= now for second in times)


def test_ten_in_ten_minutes_are_none_and_the_eleventh_begins_one() -> None:
    ten = [60 * n for n in range(10)]
    assert flood(arrived(ten), at(599)) is None
    found = flood(arrived([*ten, 599]), at(599))
    assert found is not None
    assert (found.since, found.count) == (at(0), 11)


def test_it_lasts_while_five_arrived_in_ten_minutes_and_ends_below() -> None:
    burst = arrived([0] * 7 + [300] * 5)
    assert flood(burst, at(601)) is not None  # seven have left the window, five are in it
    assert flood(burst, at(899)) is not None
    assert flood(burst, at(900)) is None
    slow = arrived([0] * 8 + [300] * 4)
    assert flood(slow, at(599)) is not None
    assert flood(slow, at(600)) is None


def test_as_many_as_keep_one_up_do_not_begin_one() -> None:
    assert flood(arrived([0, 60, 120, 180, 240, 300, 360]), at(361)) is None


def test_first_out_is_the_oldest_of_those_by_which_it_began() -> None:
    long_before = situation(1, 0)
    burst = [situation(2 + n, 3600 + n) for n in range(11)]
    found = flood([*reversed(burst), long_before], at(3700))
    assert found is not None
    assert found.first.id == 2
    assert found.count == 11


def test_places_are_told_with_the_busiest_first() -> None:
    doors = [situation(n, n, zone_name="door", kind=EventKind.DENSITY) for n in range(1, 9)]
    lawns = [situation(n, n) for n in range(9, 13)]
    whole = [situation(13, 13, zone_name="", kind=EventKind.FIRE)]
    found = flood([*whole, *lawns, *doors], at(60))
    assert found is not None
    assert [(one.place, one.kind, one.count) for one in found.places] == [
        ("North gate · door", EventKind.DENSITY, 8),
        ("North gate · lawn", EventKind.INTRUSION, 4),
        ("North gate", EventKind.FIRE, 1),
    ]


@given(seconds, st.integers(0, 2700))
def test_begins_above_ten_only_and_ends_below_five_only(times: list[int], now: int) -> None:
    for one in floods(map(at, times), at(now)):
        assert within(times, one.since) > BEGINS_ABOVE
        assert within(times, one.since - SECOND) <= BEGINS_ABOVE
        if one.until is None:
            continue
        assert within(times, one.until) < ENDS_BELOW
        assert within(times, one.until - SECOND) >= ENDS_BELOW


@given(seconds, st.integers(0, 2700))
def test_is_what_a_desk_that_remembers_each_second_would_say(times: list[int], now: int) -> None:
    is_flooded = False
    for second in range(now + 1):
        count = within(times, at(second))
        is_flooded = count >= ENDS_BELOW if is_flooded else count > BEGINS_ABOVE
    found = flood(arrived(times), at(now))
    assert (found is not None) == is_flooded
    if found is not None:
        assert sum(one.count for one in found.places) == found.count > BEGINS_ABOVE
        assert found.first.began_at == found.since <= at(now)


@given(seconds, st.randoms(use_true_random=False))
def test_order_of_the_list_is_nothing(times: list[int], chance: Any) -> None:
    mixed = list(times)
    chance.shuffle(mixed)
    assert list(floods(map(at, mixed), at(2700))) == list(floods(map(at, times), at(2700)))
