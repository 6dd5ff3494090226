"""A closer look at who may lie: the part of the picture is turned, so that the body stands.

A network that has learnt from photographs knows people who stand. A body that lies it finds late,
faintly, or as a dog; turned by a quarter it finds the same body at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from detection.boxes import Box, Detection
from detection.detectors import Detector
from detection.falls import UPRIGHT
from detection.frame import Image
from detection.model_set import ModelSet
from detection.tiles import Tile

QUARTERS = 1, 3
"""Turns against the clock: the head may lie on either side."""

CLOSE_PX = 448
"""Of the network's input: the part is small, and on the whole input it would only be enlarged."""

FAINT = 0.2
SAME_BODY = 0.5
"""Overlap of two looks at one."""

LEAST_PX = 24
UPRIGHT_DEG = 60.0, 120.0
"""A trunk that lies in the turned picture stands in the true one."""


@dataclass(frozen=True, slots=True)
class TurnedLook:
    """At one picture; nothing is asked of the models before somebody may lie in it."""

    image: Image
    models: ModelSet

    def lying(self, area: Box) -> list[Detection]:
        """Persons who lie in that part of the picture, in fractions of the whole, surest first.

        Looks that agree add up: each is wrong for reasons of its own.
        """
        seekers = [self.models.general, *([self.models.pose] if self.models.pose else [])]
        found = [one for seeker in seekers for one in self._seen_by(seeker, area)]
        agreed = (Tile(area).in_image(one) for one in _agreed(found))
        return sorted(agreed, key=lambda one: -one.confidence)

    def glimpses_lying(self, area: Box) -> bool:
        """Whether it is worth asking, at half of the price."""
        return any(True for _ in self._seen_by(self.models.general, area))

    def _seen_by(self, seeker: Detector, area: Box) -> Iterator[Detection]:
        """In fractions of the part."""
        part = Tile(area).cut_from(self.image)
        return _lying_in(part, seeker) if min(part.shape[:2]) >= LEAST_PX else iter(())


def _agreed(found: list[Detection]) -> Iterator[Detection]:
    """One for each body; the chance that not all who saw it were wrong."""
    left = sorted(found, key=lambda one: -one.confidence)
    while left:
        same = [one for one in left if one.box.iou(left[0].box) >= SAME_BODY]
        wrong = prod(1 - one.confidence for one in same)
        yield replace(left[0], confidence=1 - wrong)
        left = [one for one in left if one not in same]


def _lying_in(part: Image, seeker: Detector) -> Iterator[Detection]:
    for quarters in QUARTERS:
        turned = np.ascontiguousarray(np.rot90(part, quarters))
        (found,) = seeker.detect([turned], FAINT, CLOSE_PX)
        aspect = turned.shape[1] / turned.shape[0]
        for one in found:
            if one.label == "person" and not _stands(one, aspect):
                yield Detection(_turned_back(one.box, quarters), one.label, one.confidence)


def _stands(found: Detection, aspect: float) -> bool:
    """Whether the box or the joints, where they are seen, say that this body does not lie."""
    box = found.box
    if (box.right - box.left) * aspect >= UPRIGHT * (box.bottom - box.top):
        return True
    trunk_deg = found.body.trunk_deg(aspect) if found.body else None
    return trunk_deg is not None and UPRIGHT_DEG[0] < trunk_deg < UPRIGHT_DEG[1]


def _turned_back(box: Box, quarters: int) -> Box:
    if quarters == 1:
        return Box(1 - box.bottom, box.left, 1 - box.top, box.right)
    return Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
