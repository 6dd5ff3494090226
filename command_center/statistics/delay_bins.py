"""Times to a verdict in classes that people think in."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from command_center.supervision.load_delays import DAY_S, HOUR_S, MINUTE_S

BOUNDS_S = (10, 30, MINUTE_S, 3 * MINUTE_S, 10 * MINUTE_S, HOUR_S, DAY_S)
"""Each class goes up to its bound, without it."""


@dataclass(frozen=True, slots=True)
class DelayBin:
    label: str
    count: int


def delay_bins(seconds: Mapping[int, int]) -> list[DelayBin]:
    """The last holds what took longer than all bounds."""
    bounds = [0, *BOUNDS_S, max(seconds, default=0) + DAY_S + 1]
    counts = [
        sum(count for took, count in seconds.items() if low <= took < high)
        for low, high in pairwise(bounds)
    ]
    return [DelayBin(label, count) for label, count in zip(_labels(), counts, strict=True)]


def _labels() -> list[str]:
    return [
        _("under 10 s"),
        _("under 30 s"),
        _("under 1 min"),
        _("under 3 min"),
        _("under 10 min"),
        _("under 1 h"),
        _("under 1 day"),
        _("longer"),
    ]
