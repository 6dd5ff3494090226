import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest

from detection.boxes import Box, Detection
from detection.detectors.opencv import Opencv
from detection.frame import Image
from detection.gaze import Gaze
from detection.mosaic import Share, compose, fitted_height
from detection.sharing import SharedDetector

INPUT_PX = (640, 640)
WIDE, UPRIGHT = (180, 320), (320, 180)


def with_square(size: tuple[int, int], left: float, side: float = 0.25) -> Image:
    """White, from `left` of the width, a quarter of the height down."""
    height, width = size
    image = np.zeros((height, width, 3), np.uint8)
    rows = slice(round(0.25 * height), round((0.25 + side) * height))
    image[rows, round(left * width) : round((left + side) * width)] = 255
    return image


class Squares(Opencv):
    """A detector of white squares on what it is given, which must be a network's input."""

    input_px = INPUT_PX

    def __init__(self) -> None:
        self.looks: list[int] = []
        self.may_go = threading.Event()
        self.may_go.set()

    def detect(self, images: Sequence[Image], min_confidence: float) -> list[list[Detection]]:
        self.may_go.wait(10)
        self.looks.append(len(images))
        return [self._squares(image) for image in images]

    def _squares(self, image: Image) -> list[Detection]:
        height, width = image.shape[:2]
        white = (image.min(axis=2) > 200).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(white)
        return [
            Detection(Box(x / width, y / height, (x + w) / width, (y + h) / height), "person", 0.9)
            for x, y, w, h, area in stats[1:].tolist()
            if area > 20
        ]


@pytest.mark.parametrize("share", list(Share))
@pytest.mark.parametrize("size", [WIDE, UPRIGHT, (320, 320), (1080, 1920)])
def test_each_picture_gets_back_what_is_in_it(share: Share, size: tuple[int, int]) -> None:
    lefts = [0.1 + 0.15 * n for n in range(share)]
    images = [with_square(size, left) for left in lefts]
    canvas = compose(images, share, INPUT_PX)
    assert canvas.image.shape == (*INPUT_PX, 3)
    sorted_out = canvas.sort(Squares()._squares(canvas.image))
    for left, found in zip(lefts, sorted_out, strict=True):
        (one,) = found
        assert one.box.left == pytest.approx(left, abs=0.02)
        assert one.box.bottom == pytest.approx(0.5, abs=0.02)


def test_canvas_that_is_not_full_leaves_the_rest_empty() -> None:
    canvas = compose([with_square(WIDE, 0.2)], Share.QUARTER, INPUT_PX)
    assert len(canvas.sort(Squares()._squares(canvas.image))) == 1


def test_pictures_that_wait_together_share_an_input() -> None:
    squares = Squares()
    shared = SharedDetector(squares)
    squares.may_go.clear()
    lefts = [0.1 * n for n in range(1, 8)]
    with ThreadPoolExecutor(len(lefts)) as threads:
        results = [
            threads.submit(shared.look, with_square(WIDE, left), 0.3, Share.HALF) for left in lefts
        ]
        squares.may_go.set()
        found = [result.result(10) for result in results]
    assert [one[0].box.left for one in found] == pytest.approx(lefts, abs=0.02)
    assert len(squares.looks) < len(lefts)


def test_picture_alone_has_the_whole_input() -> None:
    squares = Squares()
    image = with_square((90, 160), 0.3)
    assert SharedDetector(squares).look(image, 0.3, Share.QUARTER) == squares._squares(image)


def test_failure_reaches_the_camera_that_asked_and_the_next_is_served() -> None:
    class Failing(Squares):
        def detect(self, images: Sequence[Image], min_confidence: float) -> list[list[Detection]]:
            if images[0].shape[0] == 90:
                raise RuntimeError("out of memory")
            return super().detect(images, min_confidence)

    shared = SharedDetector(Failing())
    with pytest.raises(RuntimeError, match="out of memory"):
        shared.look(with_square((90, 160), 0.3), 0.3, Share.HALF)
    assert shared.look(with_square(WIDE, 0.3), 0.3, Share.HALF)


@pytest.mark.parametrize(
    ("size", "side", "expected"),
    [
        ((720, 1280), 0.5, Share.QUARTER),
        ((720, 1280), 0.03, Share.HALF),
        ((480, 640), 0.1, Share.HALF),
        ((480, 640), 0.05, Share.WHOLE),
    ],
)
def test_small_people_are_given_a_larger_part(
    size: tuple[int, int], side: float, expected: Share
) -> None:
    class Noting(SharedDetector):
        shares: list[Share] = []

        def look(self, image: Image, min_confidence: float, share: Share) -> list[Detection]:
            self.shares.append(share)
            return super().look(image, min_confidence, share)

    gaze = Gaze(Noting(Squares()))
    image = with_square(size, 0.2, side)
    for _ in range(10):
        gaze.detect(image)
    assert Noting.shares[0] is Share.WHOLE  # nothing is known yet
    assert Noting.shares[-1] is expected


def test_unshared_detector_is_asked_as_it_is() -> None:
    assert Gaze(Opencv(Path())).detect(np.zeros((90, 160, 3), np.uint8)) == []


def test_height_of_a_picture_on_each_share() -> None:
    image = np.zeros((720, 1280, 3), np.uint8)
    assert [fitted_height(image, share, INPUT_PX) for share in Share] == [360, 320, 180]
