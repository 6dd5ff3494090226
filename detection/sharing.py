"""One model for many cameras: what waits at the same moment is looked at together."""

import os
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from detection.boxes import Detection
from detection.detectors import Detector
from detection.frame import Image
from detection.input_sizes import long_sides_px

SHAPES = ((360, 640), (640, 640), (640, 360))
"""Cameras are wide; a closer look is at any part of their pictures."""


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    image: Image
    min_confidence: float
    least_px: int
    result: "Future[list[Detection]]" = field(default_factory=Future)


class SharedDetector:
    """Runs the model for one camera after another, or, on a GPU, for several at once.

    While there is time each picture is shown as large as the network reads; when others wait, as
    small as its camera said is enough. One thread per core runs the model.
    """

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self.needs_weights, self.reads_tiles = detector.needs_weights, detector.reads_tiles
        self.labels, self.batch = detector.labels, detector.batch
        self._waiting: deque[_Wish] = deque()
        self._changed = threading.Condition()
        for number in range(len(os.sched_getaffinity(0))):
            threading.Thread(target=self._work, name=f"detector-{number}", daemon=True).start()

    @property
    def input_px(self) -> tuple[int, int]:
        """(height, width) of the whole input."""
        assert self._detector.input_px is not None
        return self._detector.input_px

    def prepare(self) -> None:
        """Look once at every size: what is compiled now need not be in the middle of an event."""
        for long_side_px in long_sides_px(self.input_px):
            for shape in SHAPES:
                self._detector.detect([np.zeros((*shape, 3), np.uint8)], 1.0, long_side_px)

    def detect(
        self, images: Sequence[Image], min_confidence: float, long_side_px: int | None = None
    ) -> list[list[Detection]]:
        """As `Detector.detect`, in the caller's thread."""
        return self._detector.detect(images, min_confidence, long_side_px)

    def look(self, image: Image, min_confidence: float, least_px: int) -> list[Detection]:
        """What is in one picture; `least_px` is the least longer side that will do."""
        wish = _Wish(image, min_confidence, least_px)
        with self._changed:
            self._waiting.append(wish)
            self._changed.notify()
        return wish.result.result()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                wishes = self._take()
                others_wait = bool(self._waiting)
            try:
                self._grant(wishes, max(w.least_px for w in wishes) if others_wait else None)
            except BaseException as error:
                for wish in wishes:
                    wish.result.set_exception(error)

    def _take(self) -> list[_Wish]:
        """The one that waits longest, and those that can go with it."""
        first = self._waiting[0].min_confidence
        company = [wish for wish in self._waiting if wish.min_confidence == first]
        taken = company[: self.batch]
        for wish in taken:
            self._waiting.remove(wish)
        return taken

    def _grant(self, wishes: Sequence[_Wish], long_side_px: int | None) -> None:
        images = [wish.image for wish in wishes]
        found = self._detector.detect(images, wishes[0].min_confidence, long_side_px)
        for wish, detections in zip(wishes, found, strict=True):
            wish.result.set_result(detections)
