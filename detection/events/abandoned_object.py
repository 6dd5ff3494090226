"""Abandoned object: a thing that nobody attends (Décret 2023-828, art. 3)."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from detection.boxes import Box, Detection
from detection.kinds import EventKind
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.situation import Situation
from detection.still_objects import StillThing
from detection.zones import Zone

PERSON_M = 1.7
MIN_CONFIDENCE = 0.3
STAYS_S = 3.0
"""Who is near for less passes by: he neither attends a thing nor makes it his."""

FORGOTTEN_S = 10.0


@dataclass(frozen=True, kw_only=True)
class AbandonedObjectParameters(Parameters):
    """`near_heights`: how near a person must be to attend a thing, in the person's own heights."""

    unattended_s: float = 30.0
    end_after_s: float = 5.0
    near_heights: float = 0.8


@dataclass(slots=True)
class _Watch:
    """When somebody has last attended a thing, and since when somebody is near."""

    left_s: float
    near_since_s: float | None
    seen_s: float


class AbandonedObject(ZoneRule):
    """A thing was put down and has lain unattended for `unattended_s`.

    One situation while any thing of the zone lies so: the second thing is in the same picture.
    """

    kind = EventKind.ABANDONED_OBJECT
    reason_text = "{things:.0f} left alone, the first for {alone_s:.0f} s"
    cues = ("background",)
    whole_picture = True

    settings = AbandonedObjectParameters
    threshold = "unattended_s"
    most_proposed = 120.0
    parameters: AbandonedObjectParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        # Each thing waits by itself; the time that it was alone is known.
        self.situation = Situation(0.0, self.parameters.end_after_s)
        self._watches: dict[int, _Watch] = {}
        self._longest_s = 0.0

    def evidence(self, moment: Moment) -> Evidence | None:
        things: tuple[StillThing, ...] = moment.cues["background"]
        people = [p for p in moment.found if p.label == "person" and p.confidence >= MIN_CONFIDENCE]
        alone = [
            (thing, self._left_s(thing, people, moment))
            for thing in things
            if self.zone.contains(thing.box.feet)
        ]
        self._forget(moment.pts_s)
        self._longest_s = max((moment.pts_s - left_s for _, left_s in alone), default=0.0)
        waited = [
            (thing, left_s)
            for thing, left_s in alone
            if moment.pts_s - left_s >= self.parameters.unattended_s
        ]
        if not waited:
            return None
        thing, left_s = min(waited, key=lambda pair: pair[1])
        reason = {"alone_s": round(moment.pts_s - left_s, 1), "things": len(waited)}
        return Evidence(thing.box, 1.0, None, reason, left_s)

    def score(self, moment: Moment) -> float:  # noqa: ARG002
        return self._longest_s

    def _left_s(self, thing: StillThing, people: Iterable[Detection], moment: Moment) -> float:
        """Since when nobody has attended the thing. A passer-by does not count."""
        watch = self._watches.setdefault(thing.number, _Watch(thing.since_s, None, moment.pts_s))
        watch.seen_s = moment.pts_s
        if not any(self._is_near(person.box, thing.box, moment) for person in people):
            watch.near_since_s = None
            return watch.left_s
        if watch.near_since_s is None:
            watch.near_since_s = moment.pts_s
        if moment.pts_s - watch.near_since_s >= STAYS_S:
            watch.left_s = moment.pts_s
        return watch.left_s

    def _is_near(self, person: Box, thing: Box, moment: Moment) -> bool:
        height = person.bottom - person.top
        (x1, y1), (x2, y2) = person.feet, thing.feet
        if moment.ground is not None:
            far_m = moment.ground.distance_m(person.feet, thing.feet)
            return far_m <= self.parameters.near_heights * PERSON_M
        far = np.hypot((x2 - x1) * moment.aspect, y2 - y1)
        return bool(far <= self.parameters.near_heights * height)

    def _forget(self, pts_s: float) -> None:
        self._watches = {
            number: watch
            for number, watch in self._watches.items()
            if 0 <= pts_s - watch.seen_s <= FORGOTTEN_S
        }
