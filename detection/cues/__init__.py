"""Cues: what is measured in a camera's pictures beside the detector's boxes.

One file each, found by file name (`motion.py` holds `Motion`). A rule names the cues that it
needs; the pipeline looks once per frame for all the rules of a camera, and only for cues that a
permitted rule needs.
"""

from abc import ABC, abstractmethod
from typing import Any

from detection.boxes import Detection
from detection.frame import Frame
from detection.model_set import ModelSet


class Cue(ABC):
    """One camera's measurement, with its memory of earlier frames. Not shared between threads."""

    def __init__(self, models: ModelSet) -> None:
        self.models = models

    @abstractmethod
    def look(self, frame: Frame, found: tuple[Detection, ...]) -> Any:
        """A frozen value: what this frame shows, beside what the detector has found in it.

        Called once per analysed frame, in order.

        A picture that cannot be used (another size, an earlier time) is taken as a fresh start.
        """
