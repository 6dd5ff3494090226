import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from detection.boxes import Box, Detection
from detection.detectors.opencv import Opencv
from detection.frame import Image
from detection.gaze import Gaze
from detection.input_sizes import long_sides_px
from detection.sharing import SharedDetector


class Noting(Opencv):
    """Finds one person of a given height in each image, and notes how it was asked."""

    input_px = (640, 640)  # type: ignore[assignment]

    def __init__(self, height: float = 0.5, batch: int = 1) -> None:
        self.height = height
        self.batch = batch  # type: ignore[misc]
        self.asked: list[tuple[int, int | None]] = []
        self.may_go = threading.Event()
        self.may_go.set()

    def detect(
        self, images: Sequence[Image], min_confidence: float, long_side_px: int | None = None
    ) -> list[list[Detection]]:
        self.may_go.wait(10)
        self.asked.append((len(images), long_side_px))
        if images[0].shape[0] == 1:
            raise RuntimeError("out of memory")
        return [
            [Detection(Box(image[0, 0, 0] / 255, 0.2, 1, 0.2 + self.height), "person", 0.9)]
            for image in images
        ]


def picture(shade: int = 0, height: int = 90, width: int = 160) -> Image:
    return np.full((height, width, 3), shade, np.uint8)


def look_at_once(detector: Noting, count: int) -> list[float]:
    """The left edge that each of so many cameras is told; they all ask before any is answered."""
    shared = SharedDetector(detector)
    detector.may_go.clear()
    with ThreadPoolExecutor(count) as threads:
        results = [threads.submit(shared.look, picture(n), 0.3, 320) for n in range(count)]
        detector.may_go.set()
        return [result.result(10)[0].box.left * 255 for result in results]


def test_each_camera_is_told_what_is_in_its_own_picture() -> None:
    assert look_at_once(Noting(), 12) == pytest.approx(range(12))
    assert look_at_once(Noting(batch=4), 12) == pytest.approx(range(12))


def test_pictures_that_wait_go_together_where_the_model_takes_several() -> None:
    detector = Noting(batch=4)
    look_at_once(detector, 12)
    assert max(count for count, _ in detector.asked) == 4


def test_input_is_small_only_while_others_wait() -> None:
    detector = Noting()
    look_at_once(detector, 12)
    sides = [side for _, side in detector.asked]
    assert 320 in sides
    assert None in sides  # whoever was the last to be taken
    SharedDetector(detector).look(picture(), 0.3, 320)
    assert detector.asked[-1] == (1, None)


def test_failure_reaches_the_camera_that_asked_and_the_next_is_served() -> None:
    shared = SharedDetector(Noting())
    with pytest.raises(RuntimeError, match="out of memory"):
        shared.look(picture(height=1), 0.3, 320)
    assert shared.look(picture(), 0.3, 320)


@pytest.mark.parametrize(
    ("size", "height", "expected"),
    [
        ((720, 1280), 0.5, 320),
        ((720, 1280), 0.1, 448),
        ((720, 1280), 0.03, 640),
        ((480, 640), 0.1, 320),
        ((1280, 720), 0.05, 640),
    ],
)
def test_small_people_are_given_a_larger_input(
    size: tuple[int, int], height: float, expected: int
) -> None:
    class Asked(SharedDetector):
        least: list[int] = []

        def look(self, image: Image, min_confidence: float, least_px: int) -> list[Detection]:
            self.least.append(least_px)
            return super().look(image, min_confidence, least_px)

    gaze = Gaze(Asked(Noting(height)))
    for _ in range(10):
        gaze.detect(picture(0, *size))
    assert Asked.least[0] == 640  # nothing is known yet
    assert Asked.least[-1] == expected


def test_every_size_is_prepared_before_a_camera_asks() -> None:
    detector = Noting()
    SharedDetector(detector).prepare()
    assert {side for _, side in detector.asked} == set(long_sides_px((640, 640)))


def test_unshared_detector_is_asked_as_it_is() -> None:
    assert Gaze(Opencv(Path())).detect(picture()) == []
