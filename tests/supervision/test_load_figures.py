"""The figures of a load: what is too much, how long people took, what to tune."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from command_center.alerts.severity import Severity
from command_center.evaluation.tally import Tally
from command_center.supervision.load_advice import advice
from command_center.supervision.load_bands import Band, band
from command_center.supervision.load_contributors import Contributor
from command_center.supervision.load_delays import Delays, delays, duration
from command_center.supervision.load_desk import DeskLoad, Time
from command_center.supervision.load_handled import Handled
from command_center.supervision.load_operators import at_work
from command_center.supervision.load_rows import GROUND, meter
from detection.kinds import EventKind

NOW = datetime(2026, 10, 25, 12, tzinfo=UTC)
A_DAY = Time(NOW - timedelta(days=1), NOW)
MINUTE = timedelta(minutes=1)
seconds = st.lists(st.integers(0, 100_000), min_size=1, max_size=80)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def contributor(**given: Any) -> Contributor:
    usual: dict[str, Any] = {
        "venue": "Stadium",
        "camera": "North gate",
        "camera_id": 1,
        "kind": EventKind.INTRUSION,
        "situations": 10,
        "alerts": 12,
        "share": 0.5,
        "shelved": 0,
        "tally": Tally(unjudged=12),
    }
    return Contributor(**usual | given)


def desk(tens: Sequence[int], **given: Any) -> DeskLoad:
    usual: dict[str, Any] = {
        "venue_id": 1,
        "venue_name": "Stadium",
        "time": A_DAY,
        "situations": sum(tens),
        "alerts": sum(tens),
        "tens": tens,
        "positions": 1,
        "severities": {},
        "floods": [],
        "acknowledged": Delays({}),
        "judged": Delays({}),
        "waiting": 0,
        "standing": 0,
    }
    return DeskLoad(**usual | given)


@pytest.mark.parametrize(
    ("per_ten_minutes", "expected"),
    [
        (0, Band.ACCEPTABLE),
        (1, Band.ACCEPTABLE),
        (1.1, Band.MANAGEABLE),
        (2, Band.MANAGEABLE),
        (10, Band.DEMANDING),
        (10.1, Band.TOO_MUCH),
    ],
)
def test_bands_are_those_of_the_guide(per_ten_minutes: float, expected: Band) -> None:
    assert band(per_ten_minutes) is expected


def test_load_is_shared_by_the_positions_that_are_staffed() -> None:
    alone, three = desk([3, 3]), desk([3, 3], positions=3)
    assert (alone.mean_each, alone.band) == (3.0, Band.DEMANDING)
    assert (three.mean_each, three.now_each, three.band) == (1.0, 1.0, Band.ACCEPTABLE)


@given(seconds)
def test_percentiles_are_times_that_somebody_took(took: list[int]) -> None:
    found = delays(took)
    ordered = sorted(took)
    assert found.p50_s in took
    assert found.p95_s in took
    for share, value in ((0.5, found.p50_s), (0.95, found.p95_s)):
        assert value is not None
        assert sum(one <= value for one in ordered) >= share * len(ordered)
        assert sum(one < value for one in ordered) < share * len(ordered)


def test_percentile_of_many_is_near_that_of_the_textbook() -> None:
    took = [n * n % 977 for n in range(1000)]
    assert abs((delays(took).p95_s or 0) - quantiles(took, n=20)[-1]) < 3


def test_of_nothing_nothing_is_known_and_no_time_is_negative() -> None:
    assert delays([]).p50_s is None
    assert delays([-3.2]).p50_s == 0


@pytest.mark.parametrize(
    ("taken_s", "words"),
    [
        (None, "–"),
        (0.4, "0 s"),
        (59.4, "59 s"),
        (61, "1 min 01 s"),
        (3599, "59 min 59 s"),
        (3660, "1 h 01 min"),
        (90_000, "1 d 1 h"),
    ],
)
def test_durations_in_words(taken_s: float | None, words: str) -> None:
    assert duration(taken_s) == words


def test_false_alarms_by_reflection_ask_for_another_zone() -> None:
    [first] = advice(contributor(tally=Tally(confirmed=1, causes={"reflection": 4, "shadow": 1})))
    assert "mirrors" in str(first.text)
    assert first.page == "zones"


def test_shadows_ask_for_a_calibration() -> None:
    [first] = advice(contributor(tally=Tally(causes={"shadow": 3})))
    assert first.page == "calibration_camera"


def test_chattering_and_shelving_are_told_besides() -> None:
    told = advice(contributor(alerts=30, shelved=3))
    assert [one.page for one in told] == ["calibration_camera"] * 2
    assert "comes and goes" in str(told[0].text)
    assert "shelved often" in str(told[1].text)


def test_what_is_real_is_not_to_be_tuned() -> None:
    [only] = advice(contributor(tally=Tally(confirmed=40)))
    assert "real" in str(only.text)
    assert only.page == ""
    [unsure] = advice(contributor(tally=Tally(confirmed=4)))  # too few to say so
    assert "judge more" in str(unsure.text)


def test_work_is_counted_without_pauses() -> None:
    did = [NOW, NOW + 20 * MINUTE, NOW + 200 * MINUTE]
    assert at_work(did) == 30 * MINUTE + 10 * MINUTE
    assert at_work([]) == timedelta()


def test_meter_draws_each_ten_minutes_and_the_line_of_a_flood() -> None:
    found = meter(desk([0] * 142 + [1, 24]))
    assert [one.name for one in found.tens] == ["calm", "flood"]
    assert float(found.tens[-1].height) == GROUND - 1  # the highest fills the scale
    assert float(found.one_y) > float(found.flood_y) > float(found.tens[-1].y)


def test_situation_tells_how_often_it_came_again() -> None:
    one = Handled(
        venue_id=1,
        venue_name="Stadium",
        camera_id=1,
        camera_name="North gate",
        kind=EventKind.WEAPON,
        zone_name="",
        began_at=NOW,
        raised_at=NOW,
        alerts=3,
        taken=None,
        judged=None,
        tally=Tally(unjudged=3),
    )
    assert (one.repeats, one.severity, one.taken_after_s) == (2, Severity.HIGH, None)
