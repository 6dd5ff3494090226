"""How long people took: percentiles of whole seconds, and times in words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from django.utils.translation import gettext as _

MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Delays:
    """`seconds`: whole seconds → how many took so long."""

    seconds: Mapping[int, int]

    @property
    def count(self) -> int:
        return sum(self.seconds.values())

    @property
    def p50_s(self) -> int | None:
        return self.percentile_s(0.5)

    @property
    def p95_s(self) -> int | None:
        return self.percentile_s(0.95)

    def percentile_s(self, share: float) -> int | None:
        """The least within which at least that share was done (nearest rank); None of none."""
        if not self.seconds:
            return None
        ordered = sorted(self.seconds)
        reached = list(accumulate(self.seconds[one] for one in ordered))
        return ordered[bisect_left(reached, max(1, ceil(share * reached[-1])))]


def delays(seconds: Iterable[float]) -> Delays:
    """Rounded down; a clock that was set back makes none negative."""
    return Delays(Counter(max(0, int(one)) for one in seconds))


def duration(seconds: float | None) -> str:
    """In the two largest units that matter; a dash for what is not known."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < MINUTE_S:
        return _("{seconds} s").format(seconds=whole)
    if whole < HOUR_S:
        return _("{minutes} min {seconds:02d} s").format(
            minutes=whole // MINUTE_S, seconds=whole % MINUTE_S
        )
    if whole < DAY_S:
        return _("{hours} h {minutes:02d} min").format(
            hours=whole // HOUR_S, minutes=whole % HOUR_S // MINUTE_S
        )
    return _("{days} d {hours} h").format(days=whole // DAY_S, hours=whole % DAY_S // HOUR_S)
