"""Flames: what burns in the last second and a half, by colour and flicker, or by a fire model."""

from collections import deque

import numpy as np

from detection.boxes import VEHICLES, Box, Detection
from detection.cues import Cue
from detection.flicker import LEAST_AREA, Flame, Glow, coloured_like_flames, flames, glow
from detection.frame import Frame, Image
from detection.model_set import ModelSet
from detection.steady import Steady

WINDOW = 8
"""Pictures: 1.4 s at five a second, seven steps of which six may turn."""

LONGEST_STEP_S = 1.5
COVERS = 0.2
MODEL_EVERY_S = 0.5
MODEL_CONFIDENCE = 0.4


class Flames(Cue):
    """Gives `tuple[Flame, ...]`, the largest first."""

    def __init__(self, models: ModelSet) -> None:
        super().__init__(models)
        self._glows: deque[Glow] = deque(maxlen=WINDOW)
        self._steady = Steady()
        self._last_s: float | None = None
        self._modelled: tuple[float, tuple[Flame, ...]] | None = None

    def look(self, frame: Frame, found: tuple[Detection, ...]) -> tuple[Flame, ...]:
        small = frame.exposed
        self._begin_anew_after_a_break(frame.pts_s, small)
        coloured = coloured_like_flames(small)
        if np.count_nonzero(coloured) < LEAST_AREA * coloured.size:
            self._glows.clear()  # nothing can burn: no more is asked of this picture
            return self._by_model(frame)
        self._glows.append(glow(self._steady.aligned(small), _covered(found)))
        self._last_s = frame.pts_s
        seen = flames(self._glows) if len(self._glows) == WINDOW else []
        return (*seen, *self._by_model(frame))

    def _begin_anew_after_a_break(self, pts_s: float, small: Image) -> None:
        step_s = 0.0 if self._last_s is None else pts_s - self._last_s
        same_size = not self._glows or self._glows[-1].coloured.shape == small.shape[:2]
        if not same_size or not 0 < step_s <= LONGEST_STEP_S:
            self._glows.clear()
            self._steady = Steady()

    def _by_model(self, frame: Frame) -> tuple[Flame, ...]:
        model = self.models.special.get("fire")
        if model is None:
            return ()
        if self._modelled is None or not 0 <= frame.pts_s - self._modelled[0] < MODEL_EVERY_S:
            (burning,) = model.detect([frame.image], MODEL_CONFIDENCE)
            self._modelled = (frame.pts_s, tuple(_flame(one) for one in burning))
        return self._modelled[1]


def _covered(found: tuple[Detection, ...]) -> list[Box]:
    """Where persons and vehicles are: what they hide and show again would flicker."""
    return [
        one.box.grown(0.1)
        for one in found
        if one.confidence >= COVERS and (one.label == "person" or one.label in VEHICLES)
    ]


def _flame(found: Detection) -> Flame:
    return Flame(found.box, found.box.area, found.confidence)
