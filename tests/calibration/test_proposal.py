from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detection.calibration.proposal import LEAST_MINUTES, Bounds, Verdict, propose

BOUNDS = Bounds(default=1.0, most=10.0)
scores = st.floats(0, 1000, allow_nan=False)


def test_quiet_camera_keeps_the_default() -> None:
    proposal = propose([0.0] * 60, 1.0, BOUNDS)
    assert (proposal.verdict, proposal.proposed) == (Verdict.FITS, 1.0)


def test_threshold_goes_above_everything_that_was_seen() -> None:
    proposal = propose([0.5, 1.0, 2.0, 1.5] * 10, 1.0, BOUNDS)
    assert proposal.verdict is Verdict.CHANGE
    assert 2.0 < proposal.proposed <= 10.0


def test_threshold_once_raised_comes_down_to_the_default_when_the_cause_is_gone() -> None:
    proposal = propose([0.1] * 60, 4.0, BOUNDS)
    assert (proposal.verdict, proposal.proposed) == (Verdict.CHANGE, 1.0)


def test_threshold_that_was_chosen_below_the_default_is_not_raised_without_a_cause() -> None:
    assert propose([0.1] * 60, 0.5, BOUNDS).verdict is Verdict.FITS


def test_threshold_that_would_miss_the_event_is_not_proposed() -> None:
    assert propose([20.0] * 60, 1.0, BOUNDS).verdict is Verdict.UNFIT


def test_limit_of_safety_is_never_proposed() -> None:
    proposal = propose([500.0] * 60, 30.0, Bounds(30.0, None))
    assert (proposal.verdict, proposal.proposed) == (Verdict.GIVEN, 30.0)


def test_few_minutes_decide_nothing() -> None:
    assert propose([5.0] * (LEAST_MINUTES - 1), 1.0, BOUNDS).verdict is Verdict.UNDECIDED


def test_week_of_the_same_normal_passes_the_proposed_threshold_about_once() -> None:
    """Scores whose highest of a minute is truly Gumbel-like: exponential tails."""
    random = Random(4)

    def minute() -> float:
        return max(random.expovariate(2.0) for _ in range(300))

    expected = [propose([minute() for _ in range(120)], 1.0, BOUNDS).expected for _ in range(20)]
    level = sorted(expected)[10]
    passed = [sum(minute() > level for _ in range(7 * 24 * 60)) for _ in range(3)]
    assert sum(passed) / 3 == pytest.approx(1, abs=2)


def test_score_that_is_bounded_is_not_taken_beyond_reason() -> None:
    """Confidences up to 0.46, in every third minute: 115 % would help nobody."""
    random = Random(3)
    highest = [random.uniform(0.2, 0.46) if n % 3 == 0 else 0.0 for n in range(60)]
    proposal = propose(highest, 0.4, Bounds(0.4, 0.7))
    assert proposal.verdict is Verdict.CHANGE
    assert 0.46 < proposal.proposed < 0.7


def test_one_loud_minute_leaves_room_above_it() -> None:
    assert propose([0.0] * 59 + [2.0], 1.0, BOUNDS).proposed == 3.0


@given(st.lists(scores, max_size=60), scores, scores, st.none() | scores)
@example(highest=[5e-324], current=0.0, default=0.0, most=None)
@example(highest=[3e-11] * 60, current=0.0, default=0.0, most=1.0)
def test_proposal_lies_within_its_bounds(
    highest: list[float], current: float, default: float, most: float | None
) -> None:
    proposal = propose(highest, current, Bounds(default, most))
    if most is None:
        assert proposal.proposed == current
    else:
        assert proposal.proposed <= max(most, 0)
    if proposal.changes:
        assert proposal.proposed >= min(default, current)
        assert proposal.proposed >= proposal.highest
