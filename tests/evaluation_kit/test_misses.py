"""The estimate of what was missed: on a simulated site, whose truth is known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.evaluation.misses import Sample, missed_min, recall
from command_center.evaluation.moments import moments

HOUR_AT = datetime(2026, 11, 28, tzinfo=UTC)
SAMPLE = Sample(kept=200, reviewed=200, seen=4, quiet_min=6000.0, confirmed_min=60.0)


def test_estimate_scales_the_sample_to_the_quiet_time() -> None:
    missed = missed_min(SAMPLE)
    assert missed is not None
    assert missed.value == pytest.approx(120.0)  # 4 of 200, of 6000 minutes
    assert missed.interval.low == pytest.approx(0.00548 * 6000, rel=0.01)
    assert missed.interval.high == pytest.approx(0.05041 * 6000, rel=0.01)
    found = recall(SAMPLE)
    assert found is not None
    assert found.value == pytest.approx(1 / 3)
    assert found.interval.low < 1 / 3 < found.interval.high


def test_nothing_seen_is_no_proof_that_nothing_was_missed() -> None:
    found = recall(replace(SAMPLE, seen=0))
    assert found is not None
    assert found.value == found.interval.high == 1.0
    assert found.interval.low < 0.4


def test_nothing_is_estimated_without_a_review() -> None:
    nothing = replace(SAMPLE, reviewed=0, seen=0)
    assert missed_min(nothing) is None
    assert recall(nothing) is None
    assert recall(replace(SAMPLE, seen=0, confirmed_min=0.0)) is None


@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(1, 1e6),
    st.floats(0, 1e6),
)
def test_recall_lies_within_its_interval(
    counts: tuple[int, int], quiet_min: float, confirmed_min: float
) -> None:
    seen, reviewed = counts
    found = recall(Sample(reviewed, reviewed, seen, quiet_min, confirmed_min))
    if found is not None:
        assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1


def test_more_seen_is_less_recall() -> None:
    found = [recall(replace(SAMPLE, seen=seen)) for seen in range(0, 200, 10)]
    values = [one.value for one in found if one is not None]
    assert len(values) == 20
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(("rate", "found_share"), [(0.02, 0.5), (0.05, 0.8), (0.2, 0.9)])
def test_interval_holds_the_truth_of_a_simulated_site(rate: float, found_share: float) -> None:
    """Twenty-five cameras for eight hours, four moments an hour: events last some minutes, so that
    neighbouring minutes are alike, as they are on a site. The quiet time is estimated as well:
    hence the hundredth more at the recall."""
    chance = np.random.default_rng(20261128)
    held_missed = held_recall = 0
    trials = 100
    for trial in range(trials):
        missed, found = _site(chance, rate, found_share)
        sample = _sample(missed, found, f"{trial:032x}")
        estimate, share = missed_min(sample), recall(sample)
        assert estimate is not None
        assert share is not None
        held_missed += estimate.interval.low <= missed.sum() <= estimate.interval.high
        truth = found.sum() / (found.sum() + missed.sum())
        held_recall += share.interval.low - 0.01 <= truth <= share.interval.high + 0.01
    assert held_missed / trials >= 0.93
    assert held_recall / trials >= 0.93


CAMERAS, HOURS, PER_HOUR = 25, 8, 4
MINUTES = 60 * HOURS


def _site(
    chance: np.random.Generator, rate: float, found_share: float
) -> tuple[np.ndarray, np.ndarray]:
    """Which minutes of each camera held an event that was missed, and one that was found."""
    missed = np.zeros((CAMERAS, MINUTES), bool)
    found = np.zeros((CAMERAS, MINUTES), bool)
    for camera in range(CAMERAS):
        for start in np.flatnonzero(chance.random(MINUTES) < rate / 4):
            lasting = slice(start, start + int(chance.integers(1, 8)))
            (found if chance.random() < found_share else missed)[camera, lasting] = True
    return missed & ~found, found


def _sample(missed: np.ndarray, found: np.ndarray, seed: str) -> Sample:
    """Reviewed by somebody who sees everything."""
    kept = seen = 0
    for camera in range(CAMERAS):
        for hour in range(HOURS):
            for at in moments(seed, camera, HOUR_AT + timedelta(hours=hour), PER_HOUR):
                minute = 60 * hour + at.minute
                kept += not found[camera, minute]
                seen += bool(missed[camera, minute])
    return Sample(kept, kept, seen, kept * 60 / PER_HOUR, float(found.sum()))
