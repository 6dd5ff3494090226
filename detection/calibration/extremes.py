"""How high the highest will be: extreme values from a short time of measuring."""

from collections.abc import Sequence
from math import gamma, log

LEAST_FITTED = 5
"""Fewer minutes that were not quiet show no spread: half as much again is then kept free."""

MARGIN = 1.5
BOUNDED = 1e-3
"""Shape above which a distribution ends somewhere; at 0 it is Gumbel's. Heavier tails than his are
taken for his: what few minutes show of them is chance."""


def passed_once(highest: Sequence[float], in_blocks: int) -> float:
    """The level that the highest score of a block passes once in so many blocks.

    A generalised extreme value distribution of the blocks that were not quiet, fitted by
    L-moments (Hosking, Wallis and Wood 1985). Never below what was seen.
    """
    seen = sorted(value for value in highest if value > 0)
    if not seen:
        return 0.0
    if len(seen) < LEAST_FITTED:
        return MARGIN * seen[-1]
    loud_blocks = in_blocks * len(seen) / len(highest)
    return max(seen[-1], _level(seen, max(2.0, loud_blocks)))


def _level(seen: Sequence[float], once_in: float) -> float:
    mean, spread, skew = _l_moments(seen)
    rarity = -log(-log(1 - 1 / once_in))
    c = 2 / (3 + skew) - log(2) / log(3)
    shape = 7.8590 * c + 2.9554 * c * c
    if shape < BOUNDED:
        gumbel = spread / log(2)
        return mean - 0.5772 * gumbel + gumbel * rarity
    scale: float = spread * shape / ((1 - 2.0**-shape) * gamma(1 + shape))
    place = mean - scale * (1 - gamma(1 + shape)) / shape
    return float(place + scale * (1 - (-log(1 - 1 / once_in)) ** shape) / shape)


def _l_moments(ordered: Sequence[float]) -> tuple[float, float, float]:
    """Mean, L-scale and L-skewness of at least three values, from the smallest."""
    n = len(ordered)
    b0 = sum(ordered) / n
    b1 = sum(rank * value for rank, value in enumerate(ordered)) / (n * (n - 1))
    b2 = sum(rank * (rank - 1) * value for rank, value in enumerate(ordered)) / (
        n * (n - 1) * (n - 2)
    )
    scale = 2 * b1 - b0
    return b0, scale, (6 * b2 - 6 * b1 + b0) / scale if scale > 1e-12 else 0.0
