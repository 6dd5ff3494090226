"""Density: too many people in a zone (Décret 2023-828, art. 3)."""

from collections import deque
from dataclasses import dataclass
from statistics import median

from detection.boxes import Box, Detection
from detection.crowd_count import LIKELY, CrowdCount, count
from detection.ground import Ground
from detection.kinds import EventKind
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.zones import Zone

NEAR_EVERY_S = 1.0
LOOKS_EVERY_S = ((0.2, 8.0), (0.5, 4.0))
"""Below these shares of the limit it is looked for so seldom: a crowd takes longer to reach it,
since 1.3 people a second and metre come through a gate (Fruin 1971)."""


@dataclass(frozen=True, kw_only=True)
class DensityParameters(Parameters):
    """`limit_per_m2`, where it is above 0, is the limit instead of `limit_people`."""

    limit_people: float = 30
    limit_per_m2: float = 0
    hysteresis: float = 0.1
    counts: float = 3


class Density(ZoneRule):
    """More people in the polygon than the limit: the median of the last `counts` looks.

    The median, because a detector misses some of a crowd on each frame and others on the next.
    What is open ends only below the limit less `hysteresis`: a crowd at its limit must not chatter.
    """

    kind = EventKind.DENSITY
    reason_text = (
        "{people:.0f} people ({low:.0f} to {high:.0f}), limit {limit:.0f}, for {for_s:.0f} s"
    )

    settings = DensityParameters
    threshold = "limit_people"
    most_proposed = None
    parameters: DensityParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        self._ground: Ground | None = None
        self._counts: deque[CrowdCount] = deque(maxlen=max(1, int(self.parameters.counts)))

    @property
    def counts_every_s(self) -> float:
        """A look in tiles costs six inferences: seldom, while the limit is far away."""
        if not self._counts or self.situation.is_open:
            return NEAR_EVERY_S
        share = self._counts[-1].high / max(self._limit(self._ground), 1.0)
        return next((every_s for below, every_s in LOOKS_EVERY_S if share < below), NEAR_EVERY_S)

    def needs_ground(self) -> bool:
        return self.parameters.limit_per_m2 > 0

    def can_see(self, moment: Moment) -> bool:
        return moment.people is not None

    def evidence(self, moment: Moment) -> Evidence | None:
        inside = [p for p in moment.people or () if self.zone.contains(p.box.feet)]
        self._counts.append(count(inside))
        self._ground = moment.ground
        limit = self._limit(moment.ground)
        kept = 1 - self.parameters.hysteresis if self.situation.is_open else 1.0
        if median(one.people for one in self._counts) <= limit * kept or not inside:
            return None
        return self._evidence(inside, limit, moment)

    def score(self, moment: Moment) -> float:  # noqa: ARG002
        return median(one.people for one in self._counts) if self._counts else 0.0

    def _limit(self, ground: Ground | None) -> float:
        if self.needs_ground() and ground is not None:
            return self.parameters.limit_per_m2 * ground.area_m2(self.zone.polygon)
        return self.parameters.limit_people

    def _evidence(self, inside: list[Detection], limit: float, moment: Moment) -> Evidence:
        reason = {
            "people": median(one.people for one in self._counts),
            "low": median(one.low for one in self._counts),
            "high": median(one.high for one in self._counts),
            "limit": round(limit, 1),
            "for_s": self.situation.held_s(moment.pts_s),
        }
        if moment.ground is not None:
            area_m2 = moment.ground.area_m2(self.zone.polygon)
            reason["per_m2"] = round(reason["people"] / area_m2, 2)
        likely = [person for person in inside if person.confidence >= LIKELY] or inside
        confidence = sum(person.confidence for person in likely) / len(likely)
        box = Box.around(person.box for person in likely)
        return Evidence(box, round(confidence, 4), None, reason)
