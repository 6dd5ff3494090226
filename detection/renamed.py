"""A model of few, whose classes are called by Vigie's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from detection.boxes import Detection
from detection.detectors import Detector, ModelRefused
from detection.frame import Image


@dataclass(frozen=True)
class Renamed:
    """Gives only the classes that are named in `words`: the model's name → Vigie's word."""

    detector: Detector
    words: Mapping[str, str]

    needs_weights: ClassVar[bool] = True

    @classmethod
    def accepts(cls, path: Path) -> bool:  # noqa: ARG003
        return False  # it wraps what another back end has opened

    @classmethod
    def of(cls, detector: Detector, words: Mapping[str, str], path: Path) -> "Renamed":
        """Raises `ModelRefused` where the model has no class of a name: it would never be seen."""
        unknown = sorted(set(words) - detector.labels)
        if unknown:
            raise ModelRefused(
                f"{path}: the register names the class “{unknown[0]}”, but the model has "
                f"{', '.join(sorted(detector.labels)[:8])}. Correct the register."
            )
        return cls(detector, words)

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(self.words.values())

    @property
    def reads_tiles(self) -> bool:
        return self.detector.reads_tiles

    @property
    def input_px(self) -> tuple[int, int] | None:
        return self.detector.input_px

    @property
    def batch(self) -> int:
        return self.detector.batch

    def detect(
        self, images: Sequence[Image], min_confidence: float, long_side_px: int | None = None
    ) -> list[list[Detection]]:
        """As `Detector.detect`."""
        return [
            [replace(one, label=self.words[one.label]) for one in found if one.label in self.words]
            for found in self.detector.detect(images, min_confidence, long_side_px)
        ]
