"""Looking closer for who lies: to confirm a fall that the boxes show, or find one they do not."""

from collections.abc import Collection, Iterable
from math import inf

from detection.boxes import Box, Detection
from detection.falls import EDGE, Upright
from detection.sighting import Moment
from detection.turned_look import TurnedLook

SURE = 0.5
"""Confidence of the closer look. Over six falls, as they are and in seven worse conditions, it came
to 0.51 and more; for a jacket on a lawn, a passer-by and whoever walked out at the picture's edge
to 0.47 at most."""

SAME_PLACE = 0.4
AROUND = 0.35
"""Of the body's box, on each side: what is looked at."""

ASKED_EVERY_S = 1.0
"""A closer look costs four inferences."""

GONE_S = 0.35
"""Two frames: one alone is often missed."""

RIM = 0.02
BELOW, ABOVE = 0.3, 0.3
"""Heights: from so far under the top of who stood to so far under the feet lies who fell."""


class LyingSearch:
    """One rule's memory of what was asked. Without a look (an old detector) all is believed."""

    def __init__(self) -> None:
        self._asked: dict[int, tuple[float, bool]] = {}
        self._searched_s = -inf

    def forget_all_but(self, tracks: Collection[int]) -> None:
        self._asked = {number: told for number, told in self._asked.items() if number in tracks}

    def confirms(self, track: int, body: Box, moment: Moment) -> bool:
        """Whether somebody was seen to lie there; once said, it holds while it is followed."""
        look: TurnedLook | None = moment.cues.get("lying")
        if look is None:
            return True
        asked_s, lies = self._asked.get(track, (-inf, False))
        if not lies and not 0 <= moment.pts_s - asked_s < ASKED_EVERY_S:
            lies = bool(self.lying_at(body, moment))
            self._asked[track] = (moment.pts_s, lies)
        return lies

    def lying_at(self, body: Box, moment: Moment) -> list[Detection]:
        """Who lies where the body is, seen closer."""
        look: TurnedLook | None = moment.cues.get("lying")
        found = look.lying(body.grown(AROUND)) if look else []
        return [one for one in _sure(found) if one.box.iou(body) >= SAME_PLACE]

    def lying_below(self, person: Upright, moment: Moment) -> list[Detection]:
        """Who lies where someone stood and is gone; asked seldom, and not where he can walk out."""
        look: TurnedLook | None = moment.cues.get("lying")
        gone_s = moment.pts_s - person.at_s
        is_due = not 0 <= moment.pts_s - self._searched_s < ASKED_EVERY_S
        if look is None or gone_s < GONE_S or not is_due or not _has_vanished(person, moment):
            return []
        self._searched_s = moment.pts_s
        below = _below(person, moment.aspect)
        return _sure(look.lying(below)) if look.glimpses_lying(below) else []


def _sure(found: Iterable[Detection]) -> list[Detection]:
    return [one for one in found if one.confidence >= SURE]


def _has_vanished(person: Upright, moment: Moment) -> bool:
    """Not hidden by another, not gone out at an edge of the picture, and not still there."""
    box = person.box
    is_inside = box.left > RIM and box.right < 1 - RIM and box.bottom < EDGE
    people = (one.box for one in moment.found if one.label == "person")
    return is_inside and not any(box.intersection(other) > 0 for other in people)


def _below(person: Upright, aspect: float) -> Box:
    """Where who stood there may lie: his length to either side."""
    box, height = person.box, person.height
    return Box(
        max(0.0, box.left - height / aspect),
        box.top + BELOW * height,
        min(1.0, box.right + height / aspect),
        min(1.0, box.bottom + ABOVE * height),
    )
