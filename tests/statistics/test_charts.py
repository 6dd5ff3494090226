"""Lengths of the charts: bars stand on the ground, one on the other, and none is cut off."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from command_center.evaluation.tally import Tally
from command_center.statistics.charts import GROUND, LEFT, TOP, WIDTH, course_chart, nice_above
from command_center.statistics.counting import Step
from command_center.statistics.course import Course, Grain, Moment
from command_center.statistics.delay_bins import delay_bins
from command_center.statistics.period import Unit, around
from command_center.statistics.rhythm import rhythms
from command_center.supervision.load_bands import Band
from tests.statistics.planting import PARIS, in_paris

AT = datetime(2026, 10, 24, tzinfo=UTC)
counts = st.integers(0, 5000)
tallies = st.builds(
    lambda confirmed, invalidated, unjudged: Tally(confirmed, unjudged, {"": invalidated}),
    *(counts, counts, counts),
)


@given(st.integers(0, 10_000_000))
def test_scale_ends_on_an_even_number_not_far_above(most: int) -> None:
    top = nice_above(most)
    assert top >= max(2, most)
    assert top % 2 == 0
    assert top <= max(2, 2.5 * most)


@given(st.lists(tallies, min_size=1, max_size=100))
def test_bars_lie_side_by_side_and_their_parts_upon_each_other(given: list[Tally]) -> None:
    chart = course_chart(
        Course(Grain.DAY, [Moment(AT, str(n), one) for n, one in enumerate(given)])
    )
    right = float(LEFT)
    for bar, tally in zip(chart.bars, given, strict=True):
        assert float(bar.x) >= right - 0.01
        right = float(bar.x) + float(bar.width)
        below = float(GROUND)
        for part in bar.parts:
            assert abs(float(part.y) + float(part.height) - below) < 0.02
            below = float(part.y)
        assert below >= TOP - 0.01
        assert bool(bar.parts) == bool(tally.alerts)
    assert right <= WIDTH
    assert 1 <= sum(bool(bar.label) for bar in chart.bars) <= 13


@given(st.dictionaries(st.integers(0, 10**6), st.integers(1, 50), max_size=40))
def test_each_delay_is_in_one_class(seconds: dict[int, int]) -> None:
    assert sum(one.count for one in delay_bins(seconds)) == sum(seconds.values())


def test_load_of_a_venue_is_its_mean_and_its_worst_ten_minutes() -> None:
    day = around(Unit.DAY, in_paris(10, 24, 12).date(), PARIS)
    late = in_paris(10, 24, 22)
    steps = [
        Step(in_paris(10, 24, 9), 1, "", 3),
        Step(late, 1, "confirmed", 7),
        Step(late, 1, "", 5),
        Step(late + timedelta(minutes=10), 2, "", 1),
    ]
    first, second = rhythms(steps, day)
    assert (first.venue_id, first.alerts, first.most, first.most_at) == (1, 15, 12, late)
    assert (first.steps, first.above, first.band) == (144, 1, Band.ACCEPTABLE)
    assert (second.alerts, second.above) == (1, 0)
