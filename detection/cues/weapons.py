"""Weapons: what a model made for them sees, twice a second."""

from detection.boxes import Detection
from detection.cues import Cue
from detection.frame import Frame
from detection.model_set import ModelSet
from detection.tiles import detect_in_tiles, grid

EVERY_S = 0.5
"""A weapon is in a hand for seconds; each look costs one inference or two."""

LARGE_PX = 960
"""From this width on a picture is looked at in two halves: a pistol is a fiftieth of it."""

MIN_CONFIDENCE = 0.25


class Weapons(Cue):
    """Gives `tuple[Detection, ...]`, or None on the frames where nobody looked."""

    def __init__(self, models: ModelSet) -> None:
        super().__init__(models)
        self._looked_s: float | None = None

    def look(
        self,
        frame: Frame,
        found: tuple[Detection, ...],  # noqa: ARG002
    ) -> tuple[Detection, ...] | None:
        if self._looked_s is not None and 0 <= frame.pts_s - self._looked_s < EVERY_S - 0.01:
            return None
        self._looked_s = frame.pts_s
        tiles = grid(2 if frame.image.shape[1] >= LARGE_PX else 1, 1)
        model = self.models.special["weapon"]
        return tuple(detect_in_tiles(model, frame.image, tiles, MIN_CONFIDENCE))
