"""The load of a venue over a period: alerts in ten minutes, as EEMUA 191 counts alarms."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.statistics.counting import Step
from command_center.statistics.period import Period
from command_center.supervision.load_bands import FLOOD, Band, band

TEN_MINUTES = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Of one venue. `steps`: tens of minutes in the period; `above`: those of them with more than
    ten alerts; `most` of one ten minutes, which began at `most_at`."""

    venue_id: int
    alerts: int
    steps: int
    above: int
    most: int
    most_at: datetime

    @property
    def mean(self) -> float:
        """Per ten minutes, day and night."""
        return self.alerts / max(1, self.steps)

    @property
    def band(self) -> Band:
        return band(self.mean)

    @property
    def share_above(self) -> float:
        return self.above / max(1, self.steps)


def rhythms(steps: Sequence[Step], period: Period) -> list[Rhythm]:
    """The venue with the most alerts first."""
    by_venue: dict[int, Counter[datetime]] = {}
    for step in steps:
        by_venue.setdefault(step.venue_id, Counter())[step.at] += step.alerts
    length = max(1, (period.until - period.since) // TEN_MINUTES)
    found = [_rhythm(venue, counts, length) for venue, counts in by_venue.items()]
    return sorted(found, key=lambda one: (-one.alerts, one.venue_id))


def _rhythm(venue: int, counts: Mapping[datetime, int], steps: int) -> Rhythm:
    most_at = max(counts, key=lambda at: (counts[at], at))
    above = sum(count > FLOOD for count in counts.values())
    return Rhythm(venue, sum(counts.values()), steps, above, counts[most_at], most_at)
