"""How often something took how long, by classes whose bounds are fixed."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """`counts[i]` took at most `bounds_s[i]` and more than the bound before; the last took longer
    than all."""

    bounds_s: tuple[float, ...]
    counts: tuple[int, ...]
    total_s: float

    @property
    def count(self) -> int:
        return sum(self.counts)

    def mean_since(self, before: "Spread") -> float | None:
        """In seconds; None where nothing has been counted since."""
        count = self.count - before.count
        return (self.total_s - before.total_s) / count if count else None


class Durations:
    """Counted by one thread; any may read them."""

    def __init__(self, bounds_s: Sequence[float]) -> None:
        self._bounds_s = tuple(bounds_s)
        self._counts = [0] * (len(self._bounds_s) + 1)
        self._total_s = 0.0

    def note(self, took_s: float) -> None:
        """A clock that was set back makes no time negative."""
        took_s = max(0.0, took_s)
        self._counts[bisect_left(self._bounds_s, took_s)] += 1
        self._total_s += took_s

    def spread(self) -> Spread:
        return Spread(self._bounds_s, tuple(self._counts), round(self._total_s, 6))
