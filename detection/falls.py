"""Who was upright and now lies: from the boxes of a few seconds.

A standing person's head is one height above the feet. It comes down by a quarter when he sits on
a chair, by 0.4 to 0.5 when he crouches or sits on the ground, by more only when he lies. The top
of a box tells it even where the legs are hidden; and it is measured against the same person's own
height a moment before, so that no calibration is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detection.boxes import Box, Detection, Track

UPRIGHT = 1.7
"""Height over width, in pixels, from which a person stands or walks."""

LEAST_HEIGHT = 0.1
"""Of the picture. A smaller person's box trembles by a fifth of its height."""

UPRIGHT_S = 2.5
"""A fall takes less than a second; a person who lies down takes his time."""

DROP = 0.55
"""Of the own height: how far the top of the box has come down. To sit on the ground is 0.5."""

MOST_HEIGHT = 0.75
"""Of the own height: a body that fell towards the camera still looks long."""

REACH = 1.0
"""Heights to the side: a person who runs falls forward by his own length."""

LEAST_AREA, LEAST_AREA_OTHER = 0.3, 0.5
"""Of the upright box. Lying, a person is as large; a bag or a dog that stays behind is not."""

EDGE = 0.985
EDGE_LENGTH = 0.45
"""Heights: at the lower edge of the picture whoever walks out sinks too, but is not as long."""

ABOVE_FEET, BELOW_FEET = 0.35, 0.7
"""Heights: where the body's lower edge may lie, measured from where the feet were."""

ALREADY_THERE = 0.4
"""Overlap from which a box is the one of before: someone who sat there all along."""

SAME_BODY = 0.3
"""Overlap: a body on the ground moves a little, and its box is uncertain."""

LEAST_CONFIDENCE = 0.2
MISTAKEN_CONFIDENCE = 0.25
"""A nano network calls lying people dogs, cats or bags, surely and for seconds."""

NOT_MISTAKEN = frozenset(
    {"bicycle", "motorcycle", "car", "bus", "truck", "train", "boat", "airplane", "chair"}
)


@dataclass(frozen=True, slots=True)
class Upright:
    """A person who stood at `at_s`; `around` is all that was found then."""

    track: int
    at_s: float
    box: Box
    around: tuple[Detection, ...]

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top


@dataclass(frozen=True, slots=True)
class Fallen:
    """`drop` in own heights. `is_same_track`: the tracker followed the fall itself."""

    box: Box
    drop: float
    upright: Upright
    confidence: float

    def may_be(self, found: Detection) -> bool:
        """Whether `found` is the same body, still low."""
        low = found.box.bottom - found.box.top <= MOST_HEIGHT * self.upright.height
        return low and found.label not in NOT_MISTAKEN and found.box.iou(self.box) >= SAME_BODY

    def seen_again(self, found: Detection) -> "Fallen":
        return replace(self, box=found.box, confidence=found.confidence)


def upright(
    track: Track, found: Sequence[Detection], pts_s: float, aspect: float
) -> Upright | None:
    """The record of a track that is an upright person now; `aspect` is the picture's."""
    box = track.box
    height = box.bottom - box.top
    is_person = track.label == "person" and track.confidence >= 0.4
    if not is_person or height < LEAST_HEIGHT or height < UPRIGHT * (box.right - box.left) * aspect:
        return None
    return Upright(track.id, pts_s, box, tuple(found))


def fallen(
    person: Upright, found: Sequence[Detection], aspect: float, least_drop: float
) -> Fallen | None:
    """What lies where `person` stood, the one that came down the farthest."""
    lying = [
        Fallen(
            one.box,
            round((one.box.top - person.box.top) / person.height, 2),
            person,
            one.confidence,
        )
        for one in found
        if _lies_there(one.box, person, aspect, least_drop) and _may_be_body(one, person)
    ]
    return max(lying, key=lambda one: one.drop, default=None)


def _may_be_body(one: Detection, person: Upright) -> bool:
    if one.label in NOT_MISTAKEN:
        return False
    is_person = one.label == "person"
    sure = one.confidence >= (LEAST_CONFIDENCE if is_person else MISTAKEN_CONFIDENCE)
    least = LEAST_AREA if is_person else LEAST_AREA_OTHER
    return sure and one.box.area >= least * person.box.area and _is_new(one.box, person)


def _is_new(box: Box, person: Upright) -> bool:
    """Whether nobody else was there when `person` stood."""
    others = (one.box for one in person.around if one.box.iou(person.box) < ALREADY_THERE)
    return all(box.iou(other) < ALREADY_THERE for other in others)


def _lies_there(box: Box, person: Upright, aspect: float, least_drop: float) -> bool:
    height = person.height
    left, right = box.left - REACH * height / aspect, box.right + REACH * height / aspect
    long_enough = box.bottom < EDGE or (box.right - box.left) * aspect >= EDGE_LENGTH * height
    return (
        box.top - person.box.top >= least_drop * height
        and box.bottom - box.top <= MOST_HEIGHT * height
        and (box.bottom - box.top) < UPRIGHT * (box.right - box.left) * aspect
        and person.box.bottom - ABOVE_FEET * height <= box.bottom
        and box.bottom <= person.box.bottom + BELOW_FEET * height
        and left <= person.box.centre[0] <= right
        and long_enough
    )
