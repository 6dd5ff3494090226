"""Alerts counted by what people said of them, and the precision that follows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from command_center.evaluation.intervals import ANYTHING, Interval, wilson

ENOUGH_JUDGED = 20
"""Below, a precision is shown as “too few”: at a half the interval is wider than ± 20 points."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`causes`: the invalidated alerts, by why they were false. Each alert counts once, by the
    verdict that holds."""

    confirmed: int = 0
    unjudged: int = 0
    causes: Mapping[str, int] = field(default_factory=dict)

    @property
    def invalidated(self) -> int:
        return sum(self.causes.values())

    @property
    def judged(self) -> int:
        return self.confirmed + self.invalidated

    @property
    def alerts(self) -> int:
        return self.judged + self.unjudged

    @property
    def precision(self) -> float | None:
        """Confirmed of judged; None while nothing is judged."""
        return self.confirmed / self.judged if self.judged else None

    @property
    def interval(self) -> Interval:
        return wilson(self.confirmed, self.judged) if self.judged else ANYTHING

    @property
    def is_enough(self) -> bool:
        return self.judged >= ENOUGH_JUDGED


def together(tallies: Iterable[Tally]) -> Tally:
    confirmed = unjudged = 0
    causes: Counter[str] = Counter()
    for one in tallies:
        confirmed += one.confirmed
        unjudged += one.unjudged
        causes.update(one.causes)
    return Tally(confirmed, unjudged, dict(causes))
