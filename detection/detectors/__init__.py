"""Detector back ends: one file each, found by file name (`openvino.py` holds `Openvino`).

A back end imports its heavy library inside its constructor: a worker that runs an exported
model must not pay for torch (about 180 MB).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from detection.boxes import Detection
from detection.frame import Image


class ModelRefused(Exception):
    """The model cannot be used here; the message says which file, why, and what to do."""


class Detector(Protocol):
    """Finds objects in images. One method, so that a back end is one file.

    A class also has `accepts(path)`: whether this back end opens that file or folder, and takes
    the path in its constructor. It raises `ModelRefused` for a file that is no model, or that
    has a class which the law does not allow.
    """

    needs_weights: ClassVar[bool]

    @property
    def batch(self) -> int:
        """How many images are best given at once: more than 1 where a GPU would idle."""
        ...

    @property
    def reads_tiles(self) -> bool:
        """Whether a part of a picture, on its own, shows it smaller objects."""
        ...

    @property
    def labels(self) -> frozenset[str]: ...

    @property
    def input_px(self) -> tuple[int, int] | None:
        """(height, width) that the network reads, whatever it is given; None: it reads all."""
        ...

    @classmethod
    def accepts(cls, path: Path) -> bool: ...

    def __init__(self, path: Path) -> None: ...

    def detect(
        self, images: Sequence[Image], min_confidence: float, long_side_px: int | None = None
    ) -> list[list[Detection]]:
        """One list of detections per image, in the order given. Images may differ in size.

        `long_side_px` is how large the longer side of each need be shown to the network; a back
        end that knows one size only ignores it. None: as large as it reads.
        """
        ...
