"""Person down: on the ground after a fall (Décret 2023-828, art. 3)."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from detection.boxes import Box, Detection
from detection.falls import DROP, UPRIGHT_S, Fallen, Upright, fallen, upright
from detection.kinds import EventKind
from detection.lying_search import LyingSearch
from detection.rules import Evidence, Parameters, ZoneRule
from detection.sighting import Moment
from detection.situation import Situation
from detection.zones import Zone

STILL = 0.5
"""Overlap with its own box `STILL_S` before: who falls, or walks out of the picture, moves on."""

STILL_S = 0.35
LOST_S, FLICKER_S = 5.0, 0.7
"""How long a body may be overlooked by the detector and still be the same."""

LEAST_LOOKS = 4
REMEMBERED = 8
"""Boxes of a body: a second and a half at five frames a second."""

SUNK = 0.75
"""Of the own height: who is smaller than that stands no more."""

TOLERANCE_S = 0.05


@dataclass(frozen=True, kw_only=True)
class PersonDownParameters(Parameters):
    """`open_after_s` is how long a person must have been on the ground."""

    open_after_s: float = 1.0
    end_after_s: float = 5.0


@dataclass(frozen=True, slots=True)
class _Body:
    """On the ground since `since_s`, seen in `looks` frames; `before`: its boxes of before.

    `is_seen_closer`: the detector does not see it in the whole picture.
    """

    fallen: Fallen
    since_s: float
    seen_s: float
    looks: int = 1
    before: tuple[tuple[float, Box], ...] = ()
    is_seen_closer: bool = False

    @property
    def for_s(self) -> float:
        return self.seen_s - self.since_s

    def is_still(self) -> bool:
        earlier = [box for at_s, box in self.before if self.seen_s - at_s >= STILL_S]
        return bool(earlier) and earlier[-1].iou(self.fallen.box) >= STILL

    def seen(self, found: Detection, pts_s: float) -> "_Body":
        before = (*self.before, (self.seen_s, self.fallen.box))[-REMEMBERED:]
        return replace(
            self,
            fallen=self.fallen.seen_again(found),
            seen_s=pts_s,
            looks=self.looks + 1,
            before=before,
        )


class PersonDown(ZoneRule):
    """An upright person came to lie, and lies still. One situation while anybody lies there."""

    kind = EventKind.PERSON_DOWN
    reason_text = "on the ground for {for_s:.0f} s, head lower by {drop_heights:.1f} heights"
    cues = ("lying",)
    whole_picture = True

    settings = PersonDownParameters
    most_proposed = 10.0
    parameters: PersonDownParameters

    def __init__(self, zone: Zone) -> None:
        super().__init__(zone)
        # Each body waits by itself, so that two passers-by do not add up to one who lies.
        self.situation = Situation(0.0, self.parameters.end_after_s)
        self._upright: dict[int, deque[Upright]] = {}
        self._bodies: list[_Body] = []
        self._search = LyingSearch()

    def evidence(self, moment: Moment) -> Evidence | None:
        standing = self._standing(moment)
        self._bodies = list(self._seen_again(moment))
        self._bodies += self._newly_fallen(standing, moment)
        lying = [body for body in self._bodies if self._lies(body, moment)]
        if not lying:
            return None
        longest = min(lying, key=lambda body: body.since_s)
        reason = {
            "for_s": round(longest.for_s, 1),
            "drop_heights": longest.fallen.drop,
        }
        fall = longest.fallen
        return Evidence(fall.box, fall.confidence, None, reason, longest.since_s)

    def score(self, moment: Moment) -> float:
        seen = (body for body in self._bodies if body.seen_s == moment.pts_s)
        return max((body.for_s for body in seen), default=0.0)

    def _lies(self, body: _Body, moment: Moment) -> bool:
        return (
            body.seen_s == moment.pts_s
            and body.for_s >= self.parameters.open_after_s - TOLERANCE_S
            and body.looks >= LEAST_LOOKS
            and body.is_still()
            and self.zone.contains(body.fallen.box.centre)
            and self._search.confirms(body.fallen.upright.track, body.fallen.box, moment)
        )

    def _standing(self, moment: Moment) -> set[int]:
        """The tracks of those who stand now, as tall as they were; and remember them."""
        for records in self._upright.values():
            while records and not 0 <= moment.pts_s - records[0].at_s <= UPRIGHT_S:
                records.popleft()
        self._upright = {number: records for number, records in self._upright.items() if records}
        followed = self._upright.keys() | {body.fallen.upright.track for body in self._bodies}
        self._search.forget_all_but(followed)
        standing = set()
        for track in moment.tracks:
            record = upright(track, moment.found, moment.pts_s, moment.aspect)
            if record is not None:
                records = self._upright.setdefault(track.id, deque())
                records.append(record)
                if record.height >= SUNK * _tallest(records).height:
                    standing.add(track.id)
        return standing

    def _seen_again(self, moment: Moment) -> Iterator[_Body]:
        for body in self._bodies:
            same = [one for one in moment.found if body.fallen.may_be(one)]
            if not same and body.is_seen_closer:
                same = self._search.lying_at(body.fallen.box, moment)
            if same:
                nearest = max(same, key=lambda one: one.box.iou(body.fallen.box))
                yield body.seen(nearest, moment.pts_s)
            elif 0 <= moment.pts_s - body.seen_s <= self._patience_s(body):
                yield body

    def _patience_s(self, body: _Body) -> float:
        """Who has lain for a while is overlooked for a while; a flicker is not kept."""
        return LOST_S if body.for_s >= self.parameters.open_after_s else FLICKER_S

    def _newly_fallen(self, standing: set[int], moment: Moment) -> Iterator[_Body]:
        """Those who stood a moment ago, stand no longer, and lie there now."""
        known = {body.fallen.upright.track for body in self._bodies}
        for number in self._upright.keys() - standing - known:
            record = _tallest(self._upright[number])
            found = fallen(record, moment.found, moment.aspect, DROP)
            closer = found is None and len(self._upright[number]) >= LEAST_LOOKS
            if closer:
                lying = self._search.lying_below(self._upright[number][-1], moment)
                found = fallen(record, lying, moment.aspect, DROP)
            if found and not any(found.box.iou(body.fallen.box) > 0 for body in self._bodies):
                yield _Body(found, moment.pts_s, moment.pts_s, is_seen_closer=closer)


def _tallest(records: Iterable[Upright]) -> Upright:
    """Who sinks down straight stays upright, and shrinks."""
    return max(records, key=lambda record: record.height)
