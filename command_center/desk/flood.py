"""Whether more arrives at a desk than people can take in, where from, and what came first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from command_center.venues.models import KIND_LABELS
from detection.kinds import EventKind

if TYPE_CHECKING:
    from command_center.desk.situation import Situation

WITHIN = timedelta(minutes=10)
BEGINS_ABOVE, ENDS_BELOW = 10, 5
"""Arrivals within ten minutes (EEMUA 191, edition 3; ISA-18.2-2016, clause 16.5): a flood begins
above ten, and is over below five. In between it stays as it was."""


@dataclass(frozen=True, slots=True)
class FloodPlace:
    """How many situations of a kind came from a camera, or a zone of it."""

    place: str
    kind: EventKind
    count: int

    @property
    def kind_label(self) -> str:
        return str(KIND_LABELS[self.kind])


@dataclass(frozen=True, slots=True)
class Flood:
    """`first`: the first-out, the oldest of those by which it began; what set off the others is
    mostly found there. `since`: when that arrived. `count`: all from then on. `places`: the busiest
    first."""

    since: datetime
    count: int
    places: Sequence[FloodPlace]
    first: "Situation"


@dataclass(frozen=True, slots=True)
class FloodStretch:
    """From `since`, when the eleventh arrived, to `until`, None while it lasts. `oldest_at`: when
    the first of those arrived by which it began."""

    since: datetime
    until: datetime | None
    oldest_at: datetime


def flood(situations: "Iterable[Situation]", now: datetime) -> Flood | None:
    """That which lasts at `now`; of all that arrived at one desk, settled or not, in any order.

    Nothing is remembered: the times of arrival alone say whether one began that has not ended.
    They must go back to before it: what has left the list did not arrive.
    """
    arrived = sorted(
        (one for one in situations if one.began_at <= now), key=lambda one: one.began_at
    )
    lasting = [one for one in floods((one.began_at for one in arrived), now) if one.until is None]
    if not lasting:
        return None
    caught = [one for one in arrived if one.began_at >= lasting[0].oldest_at]
    return Flood(lasting[0].oldest_at, len(caught), _places(caught), caught[0])


def floods(arrivals: Iterable[datetime], now: datetime) -> Iterator[FloodStretch]:
    """All up to `now`, by arrivals in any order; an arrival counts for ten minutes."""
    known = sorted(at for at in arrivals if at <= now)
    steps = [(at, 1) for at in known]
    steps += [(at + WITHIN, -1) for at in known if at + WITHIN <= now]
    began: FloodStretch | None = None
    count = left = 0
    for at, step in sorted(steps):
        count, left = count + step, left + (step < 0)
        if began is None and count > BEGINS_ABOVE:
            began = FloodStretch(at, None, known[left])
        elif began is not None and count < ENDS_BELOW:
            yield FloodStretch(began.since, at, began.oldest_at)
            began = None
    if began is not None:
        yield began


def _places(situations: "Iterable[Situation]") -> list[FloodPlace]:
    counted = Counter((_place(one), one.kind) for one in situations)
    found = [FloodPlace(place, kind, count) for (place, kind), count in counted.items()]
    return sorted(found, key=lambda one: (-one.count, one.place, one.kind))


def _place(situation: "Situation") -> str:
    return " · ".join(filter(None, (situation.camera_name, situation.zone_name)))
