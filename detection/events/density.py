"""Density: too many people in a zone (Décret 2023-828, art. 3)."""

from collections import deque
from dataclasses import dataclass
from statistics import median

from detection.boxes import Box, Detection
from detection.kinds import EventKind
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.zones import Zone


@dataclass(frozen=True)
class DensityParameters(Parameters):
    limit_people: float = 30
    counts: float = 3


class Density(ZoneRule):
    """More than `limit_people` in the polygon: the median of the last `counts` looks.

    The median, because a detector misses some of a crowd on each frame and others on the next.
    """

    kind = EventKind.DENSITY
    reason_text = "{people:.0f} people, limit {limit:.0f}, for {for_s:.0f} s"
    counts_crowds = True

    settings = DensityParameters
    parameters: DensityParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        self._counts: deque[int] = deque(maxlen=max(1, int(self.parameters.counts)))

    def can_see(self, moment: Moment) -> bool:
        return moment.people is not None

    def evidence(self, moment: Moment) -> Evidence | None:
        inside = [p for p in moment.people or () if self.zone.contains(p.box.feet)]
        self._counts.append(len(inside))
        people = median(self._counts)
        if people <= self.parameters.limit_people or not inside:
            return None
        reason = {
            "people": people,
            "limit": self.parameters.limit_people,
            "for_s": self.situation.held_s(moment.pts_s),
        }
        confidence = sum(person.confidence for person in inside) / len(inside)
        return Evidence(_around(inside), round(confidence, 4), None, reason)


def _around(people: list[Detection]) -> Box:
    """The smallest box that holds all of them."""
    return Box(
        min(person.box.left for person in people),
        min(person.box.top for person in people),
        max(person.box.right for person in people),
        max(person.box.bottom for person in people),
    )
