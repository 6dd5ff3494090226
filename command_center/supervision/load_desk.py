"""How loaded a desk is: what arrives at a venue, how fast it is taken, what stays."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from command_center.alerts.judging import unjudged
from command_center.alerts.severity import Severity
from command_center.desk.flood import FloodStretch, floods
from command_center.people.reach import Reach
from command_center.supervision.load_bands import Band, band
from command_center.supervision.load_delays import Delays, delays
from command_center.supervision.load_handled import Handled

TEN_MINUTES = timedelta(minutes=10)
AT_WORK = timedelta(minutes=30)
"""Who did something within it is counted as a position that is staffed."""

STANDING_AFTER = timedelta(hours=24)
"""Unjudged for so long, an alert is standing (EEMUA 191: stale)."""


@dataclass(frozen=True, slots=True)
class Time:
    """Of which a load is."""

    since: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class DeskLoad:
    """Of one venue. `tens`: how many situations arrived in each ten minutes,
    the oldest first. `positions`: how many people are at work, one at least. `waiting`: alerts
    without a verdict, of any age; `standing`: those of them older than a day."""

    venue_id: int
    venue_name: str
    time: Time
    situations: int
    alerts: int
    tens: Sequence[int]
    positions: int
    severities: Mapping[Severity, int]
    floods: Sequence[FloodStretch]
    acknowledged: Delays
    judged: Delays
    waiting: int
    standing: int

    @property
    def repeats(self) -> int:
        return self.alerts - self.situations

    @property
    def now_per_ten(self) -> int:
        """In the last ten minutes."""
        return self.tens[-1] if self.tens else 0

    @property
    def now_each(self) -> float:
        return self.now_per_ten / self.positions

    @property
    def mean_per_ten(self) -> float:
        return self.situations / max(1, len(self.tens))

    @property
    def mean_each(self) -> float:
        """By as many positions as are staffed now."""
        return self.mean_per_ten / self.positions

    @property
    def band(self) -> Band:
        return band(self.mean_each)

    @property
    def is_flooded(self) -> bool:
        return any(one.until is None for one in self.floods)

    @property
    def in_flood(self) -> timedelta:
        lasted = ((one.until or self.time.now) - one.since for one in self.floods)
        return sum(lasted, timedelta())

    def share(self, severity: Severity) -> float:
        return self.severities.get(severity, 0) / max(1, self.situations)


def desk_loads(
    found: Sequence[Handled], reach: Reach, venues: Mapping[int, str], time: Time
) -> list[DeskLoad]:
    """Of each of these venues, number and name; the most loaded first."""
    waiting, standing = _unjudged(reach, time.now)
    by_venue: dict[int, list[Handled]] = {venue: [] for venue in venues}
    for one in found:
        by_venue.setdefault(one.venue_id, []).append(one)
    loads = [
        _load(venue, name, by_venue[venue], time, (waiting[venue], standing[venue]))
        for venue, name in venues.items()
    ]
    return sorted(loads, key=lambda one: (-one.situations, one.venue_name))


def _load(
    venue: int, name: str, own: Sequence[Handled], time: Time, unjudged: tuple[int, int]
) -> DeskLoad:
    return DeskLoad(
        venue_id=venue,
        venue_name=name,
        time=time,
        situations=len(own),
        alerts=sum(one.alerts for one in own),
        tens=_tens([one.began_at for one in own], time),
        positions=max(1, len(_at_work(own, time.now))),
        severities=Counter(one.severity for one in own),
        floods=list(floods((one.began_at for one in own), time.now)),
        acknowledged=delays(one.taken_after_s for one in own if one.taken_after_s is not None),
        judged=delays(one.judged_after_s for one in own if one.judged_after_s is not None),
        waiting=unjudged[0],
        standing=unjudged[1],
    )


def _tens(began: Sequence[datetime], time: Time) -> list[int]:
    """The last ten minutes are those that end now."""
    count = max(1, -(-(time.now - time.since) // TEN_MINUTES))
    tens = [0] * count
    for at in began:
        ago = max(0, (time.now - at) // TEN_MINUTES)
        if ago < count:
            tens[count - 1 - ago] += 1
    return tens


def _at_work(own: Sequence[Handled], now: datetime) -> set[int]:
    deeds = (deed for one in own for deed in (one.taken, one.judged) if deed)
    return {deed.agent_id for deed in deeds if deed.at > now - AT_WORK}


def _unjudged(reach: Reach, now: datetime) -> tuple[Counter[int], Counter[int]]:
    """By venue: all, and the standing ones."""
    waiting = unjudged(reach).order_by()
    old = waiting.filter(started_at__lt=now - STANDING_AFTER)
    first, second = (
        Counter(dict(one.values_list("camera__venue_id").annotate(Count("pk"))))
        for one in (waiting, old)
    )
    return first, second
