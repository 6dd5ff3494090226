"""How sure a share is that was counted: the intervals of Wilson and of Clopper and Pearson."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

Z_95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""

ALPHA = 0.05
HALVINGS = 60
"""Of the interval 0..1: the bound is then exact to the last digit that a float holds."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Of a share, 0 ≤ low ≤ high ≤ 1; or of what such a share was multiplied with."""

    low: float
    high: float

    def times(self, factor: float) -> "Interval":
        return Interval(self.low * factor, self.high * factor)


ANYTHING = Interval(0.0, 1.0)


def wilson(hits: int, of: int, z: float = Z_95) -> Interval:
    """The score interval (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927, p. 209–212).

    Near its nominal 95 % for few trials too, where the textbook's p ± z·s is not (Brown, Cai,
    DasGupta, Statistical Science 16, 2001). Without any trial nothing is known: 0 to 1.
    """
    if of == 0:
        return ANYTHING
    share, scale = hits / of, 1 + z * z / of
    centre = (share + z * z / (2 * of)) / scale
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / scale
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    high = 1.0 if hits == of else min(1.0, centre + half)
    return Interval(low, high)


def clopper_pearson(hits: int, of: int, alpha: float = ALPHA) -> Interval:
    """The exact interval (Clopper, Pearson, Biometrika 26, 1934, p. 404–413): holds the truth in at
    least 1 − alpha of all samples, however rare the hits. Rather too wide than too narrow."""
    if of == 0:
        return ANYTHING
    low = 0.0 if hits == 0 else _where(lambda share: _at_most(hits - 1, of, share), 1 - alpha / 2)
    high = 1.0 if hits == of else _where(lambda share: _at_most(hits, of, share), alpha / 2)
    return Interval(low, high)


def _where(falling: Callable[[float], float], value: float) -> float:
    """The share at which a falling function of it comes to the value."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > value else (low, middle)
    return (low + high) / 2


def _at_most(hits: int, of: int, share: float) -> float:
    """Probability of so many hits or fewer, binomial; 0 < share < 1."""
    return min(1.0, sum(exp(_log_exactly(one, of, share)) for one in range(hits + 1)))


def _log_exactly(hits: int, of: int, share: float) -> float:
    ways = lgamma(of + 1) - lgamma(hits + 1) - lgamma(of - hits + 1)
    return ways + hits * log(share) + (of - hits) * log(1 - share)
