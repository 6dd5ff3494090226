"""The intervals: against published values, against SciPy, and by what they promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom

from command_center.evaluation.intervals import Interval, clopper_pearson, wilson

COUNTS = st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17, 1998, p. 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0000),
    ],
)
def test_wilson_gives_the_published_values(hits: int, of: int, low: float, high: float) -> None:
    found = wilson(hits, of)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # The same table, method 5.
        (81, 263, 0.2527, 0.3676),
        (15, 148, 0.0578, 0.1617),
        (0, 20, 0.0000, 0.1684),
        (1, 29, 0.0009, 0.1776),
    ],
)
def test_clopper_pearson_gives_the_published_values(
    hits: int, of: int, low: float, high: float
) -> None:
    found = clopper_pearson(hits, of)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@given(COUNTS)
def test_clopper_pearson_is_the_quantile_of_the_beta_distribution(counts: tuple[int, int]) -> None:
    hits, of = counts
    found = clopper_pearson(hits, of)
    low = beta.ppf(0.025, hits, of - hits + 1) if hits else 0.0
    high = beta.ppf(0.975, hits + 1, of - hits) if hits < of else 1.0
    assert found.low == pytest.approx(low, abs=1e-9)
    assert found.high == pytest.approx(high, abs=1e-9)


@given(COUNTS)
def test_interval_holds_the_share_and_lies_between_nothing_and_all(counts: tuple[int, int]) -> None:
    hits, of = counts
    for found in (wilson(hits, of), clopper_pearson(hits, of)):
        assert 0 <= found.low <= (hits / of if of else 0.5) <= found.high <= 1


@given(COUNTS)
def test_interval_of_what_was_not_is_the_mirror(counts: tuple[int, int]) -> None:
    hits, of = counts
    for interval in (wilson, clopper_pearson):
        found, mirror = interval(hits, of), interval(of - hits, of)
        assert found.low == pytest.approx(1 - mirror.high, abs=1e-9)


@given(st.integers(1, 60), st.integers(1, 60))
def test_more_of_the_same_makes_surer(hits: int, misses: int) -> None:
    few, many = wilson(hits, hits + misses), wilson(9 * hits, 9 * (hits + misses))
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize("of", [20, 60, 150])
def test_interval_covers_the_truth_as_often_as_it_says(of: int) -> None:
    """Summed over all samples there can be, not simulated."""
    exact = [clopper_pearson(hits, of) for hits in range(of + 1)]
    score = [wilson(hits, of) for hits in range(of + 1)]
    for share in (0.01, 0.1, 0.5, 0.62, 0.9):
        assert _coverage(exact, share) >= 0.95
        assert _coverage(score, share) > 0.91


def _coverage(found: list[Interval], share: float) -> float:
    """`found` by the number of hits."""
    holds = [hits for hits, one in enumerate(found) if one.low <= share <= one.high]
    return float(binom.pmf(holds, len(found) - 1, share).sum())


def test_nothing_is_known_without_a_trial() -> None:
    assert wilson(0, 0) == clopper_pearson(0, 0) == Interval(0, 1)
