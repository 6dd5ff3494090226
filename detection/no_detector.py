"""What stands where a model may not run: nothing looks in its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from detection.boxes import Detection
from detection.detectors import ModelRefused
from detection.frame import Image


class NoDetector:
    """A camera that was given a model is never looked at by another one unknowingly."""

    needs_weights: ClassVar[bool] = True
    reads_tiles: ClassVar[bool] = False
    labels: frozenset[str] = frozenset()
    input_px: tuple[int, int] | None = None
    batch: int = 1

    @classmethod
    def accepts(cls, path: Path) -> bool:  # noqa: ARG003
        return False  # it opens nothing

    def detect(
        self,
        images: Sequence[Image],  # noqa: ARG002
        min_confidence: float,  # noqa: ARG002
        long_side_px: int | None = None,  # noqa: ARG002
    ) -> list[list[Detection]]:
        """Always raises: no frame is to come here."""
        raise ModelRefused("There is no model: nothing can be looked for.")
