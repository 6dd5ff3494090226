"""Lying: a closer look, on demand, at a place where somebody may be on the ground."""

from detection.boxes import Detection
from detection.cues import Cue
from detection.frame import Frame
from detection.turned_look import TurnedLook


class Lying(Cue):
    """Gives a `TurnedLook`, or None where the detector cannot look at a part of a picture."""

    def look(
        self,
        frame: Frame,
        found: tuple[Detection, ...],  # noqa: ARG002
    ) -> TurnedLook | None:
        return TurnedLook(frame.image, self.models) if self.models.general.reads_tiles else None
