"""Background: things that were put down and stay, whether or not the detector knows them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from detection.boxes import VEHICLES, Box, Detection
from detection.cover import covered
from detection.cues import Cue
from detection.frame import Frame, Image
from detection.model_set import ModelSet
from detection.steady import Steady
from detection.still_objects import LEAST_AREA, Nature, StillBlob, StillThing, still_blobs
from detection.stillness import Stillness

EVERY_S = 0.35
"""What stays for seconds need not be looked at five times in each."""

STAYS_S = 3.0
"""A thing counts from then on; who waits at a crossing stays as long, but is seen as a person."""

LOST_S = 4.0
"""How long a thing may be hidden."""

SAME_THING = 0.3
LONGEST_STEP_S = 3.0
LIVING = frozenset({"person", "dog", "cat", "horse", "bird"})
FAINT = 0.2

ASKED_EVERY_S = 4.0
LIGHT_S = 20.0
SURE, HALF = 0.25, 0.5
LEAST_CROP_PX, CLOSE_PX = 32, 448

CLOSER = 3.0
"""The crop around a thing, in its own sizes: a sleeper's legs belong to him."""


class Background(Cue):
    """Gives `tuple[StillThing, ...]`: those that are seen now or are hidden for a moment."""

    def __init__(self, models: ModelSet) -> None:
        super().__init__(models)
        self._stillness: Stillness | None = None
        self._steady = Steady()
        self._last: tuple[float, tuple[int, ...]] = (0.0, ())
        self._things: list[StillThing] = []
        self._numbers = 0

    def look(self, frame: Frame, found: tuple[Detection, ...]) -> tuple[StillThing, ...]:
        if not 0 < frame.pts_s - self._last[0] < EVERY_S or not self._last[1]:
            self._look(frame, found)
        return tuple(self._things)

    def _look(self, frame: Frame, found: tuple[Detection, ...]) -> None:
        small = frame.exposed
        step_s = frame.pts_s - self._last[0]
        is_break = self._last[1] != small.shape or not 0 < step_s <= LONGEST_STEP_S
        self._last = (frame.pts_s, small.shape)
        if self._stillness is None or is_break:
            self._steady, self._things = Steady(), []
            self._stillness = Stillness(small)
        covering = [one.box.grown(0.1) for one in found if _is_alive_or_drives(one)]
        hidden = covered(covering, small.shape)
        self._stillness.update(self._steady.aligned(small), hidden, frame.pts_s)
        self._follow(self._stillness, frame, covering)

    def _follow(self, stillness: Stillness, frame: Frame, covering: list[Box]) -> None:
        seen = [
            thing
            for blob in self._blobs(stillness)
            if not any(box.contains(blob.box.centre) for box in covering)
            if (thing := self._thing(blob, frame)) is not None
        ]
        numbers = {thing.number for thing in seen}
        hidden = [
            thing
            for thing in self._things
            if thing.number not in numbers and frame.pts_s - thing.seen_s <= LOST_S
        ]
        self._things = [*seen, *hidden]

    def _blobs(self, stillness: Stillness) -> Iterator[StillBlob]:
        """Those that may be things. A ghost is background at once, light after a while."""
        stays = stillness.stays(STAYS_S)
        if np.count_nonzero(stays) < LEAST_AREA * stays.size:
            return
        for blob in still_blobs(stays, stillness.front, stillness.background):
            if blob.nature is Nature.THING:
                yield blob
            elif blob.nature is Nature.GHOST or stillness.stays(LIGHT_S)[blob.region].any():
                stillness.absorb(blob.region)

    def _thing(self, blob: StillBlob, frame: Frame) -> StillThing | None:
        """The thing of before, or a new one; None where the detector, looking closer, disagrees."""
        same = [one for one in self._things if one.box.iou(blob.box) >= SAME_THING]
        if same:
            thing = replace(same[0], box=blob.box, seen_s=frame.pts_s)
        else:
            self._numbers += 1
            thing = StillThing(self._numbers, blob.box, frame.pts_s - STAYS_S, frame.pts_s)
        if frame.pts_s - thing.asked_s < ASKED_EVERY_S:
            return thing
        thing = replace(thing, asked_s=frame.pts_s)
        return None if self._is_somebody(blob.box, frame.image) else thing

    def _is_somebody(self, box: Box, image: Image) -> bool:
        """A person who sits or sleeps is often seen only in a picture of his own."""
        area = box.grown((CLOSER - 1) / 2)
        height, width = image.shape[:2]
        rows = slice(int(area.top * height), max(int(area.bottom * height), 1))
        crop = image[rows, int(area.left * width) : max(int(area.right * width), 1)]
        if not self.models.general.reads_tiles or min(crop.shape[:2]) < LEAST_CROP_PX:
            return False
        (found,) = self.models.general.detect([np.ascontiguousarray(crop)], SURE, CLOSE_PX)
        inside = box.seen_from(area)
        return any(
            _is_alive_or_drives(one) and one.box.intersection(inside) >= HALF * inside.area
            for one in found
        )


def _is_alive_or_drives(found: Detection) -> bool:
    return found.confidence >= FAINT and (found.label in LIVING or found.label in VEHICLES)
