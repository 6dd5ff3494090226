from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection.frame import PTS_PER_S
from detection.source.lateness import Lateness

NOW = datetime(2026, 6, 1, 20, tzinfo=UTC)


def late_s(lateness: Lateness, pts_s: float, arrived_s: float) -> float:
    return lateness.note(round(pts_s * PTS_PER_S), NOW + timedelta(seconds=arrived_s))


def test_stream_that_keeps_its_pace_is_not_late() -> None:
    lateness = Lateness()
    assert max(late_s(lateness, n / 25, n / 25 + 0.2) for n in range(500)) == pytest.approx(
        0, abs=0.001
    )


def test_stream_that_falls_behind_is_late_by_as_much() -> None:
    lateness = Lateness()
    for n in range(100):
        late_s(lateness, n / 25, n / 25)
    assert late_s(lateness, 4.0, 9.0) == pytest.approx(5)


def test_what_comes_in_lumps_is_late_by_no_more_than_a_lump() -> None:
    lateness = Lateness()
    delays = [late_s(lateness, n / 25, n // 50 * 2.0) for n in range(500)]
    assert max(delays[60:]) <= 2


def test_camera_whose_clock_runs_slow_is_not_late_after_a_day() -> None:
    lateness = Lateness()
    delays = [late_s(lateness, n * 10.0, n * 10.0 * 1.0001) for n in range(8640)]
    assert max(delays) < 0.1


@given(st.lists(st.tuples(st.integers(0, 2**40), st.floats(-1e6, 1e6)), max_size=60))
def test_lateness_is_never_negative_whatever_the_clocks_do(
    steps: list[tuple[int, float]],
) -> None:
    lateness = Lateness()
    for pts, arrived_s in steps:
        assert lateness.note(pts, NOW + timedelta(seconds=arrived_s)) >= 0
