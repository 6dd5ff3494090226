"""One model for many cameras: what waits at the same moment is looked at together."""

import os
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from detection.boxes import Detection
from detection.detectors import Detector
from detection.frame import Image
from detection.mosaic import Share, compose, is_upright


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    image: Image
    share: Share
    min_confidence: float
    result: "Future[list[Detection]]" = field(default_factory=Future)

    @property
    def company(self) -> tuple[Share, bool, float]:
        """Wishes of the same company fit on one canvas."""
        return self.share, is_upright(self.image), self.min_confidence


class SharedDetector:
    """Puts pictures of several cameras on one network input when there is more to do than time.

    Nothing waits for company: while there is time for each picture alone, each has the whole
    input; as work piles up, it is shared. One thread per core runs the model.
    """

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self.needs_weights, self.reads_tiles = detector.needs_weights, detector.reads_tiles
        self.labels = detector.labels
        self._waiting: deque[_Wish] = deque()
        self._changed = threading.Condition()
        for number in range(len(os.sched_getaffinity(0))):
            threading.Thread(target=self._work, name=f"detector-{number}", daemon=True).start()

    @property
    def input_px(self) -> tuple[int, int]:
        """(height, width) of the input that is shared."""
        assert self._detector.input_px is not None
        return self._detector.input_px

    def detect(self, images: Sequence[Image], min_confidence: float) -> list[list[Detection]]:
        """As `Detector.detect`: each image has the whole input, in the caller's thread."""
        return self._detector.detect(images, min_confidence)

    def look(self, image: Image, min_confidence: float, share: Share) -> list[Detection]:
        """What is in one picture; `share` is the smallest part of an input that will do."""
        wish = _Wish(image, share, min_confidence)
        with self._changed:
            self._waiting.append(wish)
            self._changed.notify()
        return wish.result.result()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                wishes = self._take()
            try:
                self._grant(wishes)
            except BaseException as error:
                for wish in wishes:
                    wish.result.set_exception(error)

    def _take(self) -> list[_Wish]:
        """The one that waits longest, and those that can go with it."""
        first = self._waiting[0]
        company = [wish for wish in self._waiting if wish.company == first.company]
        taken = company[: first.share]
        for wish in taken:
            self._waiting.remove(wish)
        return taken

    def _grant(self, wishes: Sequence[_Wish]) -> None:
        if len(wishes) == 1:
            found = self._detector.detect([wishes[0].image], wishes[0].min_confidence)
        else:
            share = next(share for share in Share if share >= len(wishes))
            canvas = compose([wish.image for wish in wishes], share, self.input_px)
            (everything,) = self._detector.detect([canvas.image], wishes[0].min_confidence)
            found = canvas.sort(everything)
        for wish, detections in zip(wishes, found, strict=True):
            wish.result.set_result(detections)
