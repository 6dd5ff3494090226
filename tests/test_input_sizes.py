"""A network at a smaller input sees what it saw on the whole one, for less."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection.detectors.openvino import Openvino
from detection.frame import Image
from detection.input_sizes import fitting, long_sides_px
from detection.source.recording import Recording

FULL = (640, 640)


@pytest.mark.parametrize(
    ("picture", "long_px", "expected"),
    [
        ((720, 1280), 640, (384, 640)),
        ((480, 640), 640, (512, 640)),
        ((1280, 720), 640, (640, 384)),
        ((500, 500), 640, (640, 640)),
        ((720, 1280), 320, (192, 320)),
        ((720, 1280), 400, (256, 448)),
        ((720, 1280), 9000, (384, 640)),
    ],
)
def test_size_is_the_smallest_that_holds_the_picture(
    picture: tuple[int, int], long_px: int, expected: tuple[int, int]
) -> None:
    assert fitting(picture, FULL, long_px) == expected


@given(
    st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    st.sampled_from([(640, 640), (320, 320), (384, 640), (1280, 1280)]),
    st.integers(0, 2000),
)
def test_size_is_never_larger_than_the_whole_and_fits_the_grids(
    picture: tuple[int, int], full: tuple[int, int], long_px: int
) -> None:
    size = fitting(picture, full, long_px)
    assert all(side % 32 == 0 for side in size)
    assert max(size) <= max(full)


@pytest.fixture(scope="module")
def detector(shared_data: Path) -> Openvino:
    return Openvino(shared_data / "weights" / "yolo11n_int8_openvino_model")


@pytest.fixture(scope="module")
def concourse(shared_data: Path) -> Image:
    return next(iter(Recording(shared_data / "videos" / "concourse_1280x720.mp4", 5))).image


def test_picture_without_its_padding_shows_the_same(detector: Openvino, concourse: Image) -> None:
    """The square of before, by hand, against the input that a wide picture is given."""
    square = np.full((1280, 1280, 3), 114, np.uint8)
    square[280:1000] = concourse
    (wide,), (padded,) = (detector.detect([image], 0.5) for image in (concourse, square))
    assert len(wide) == len(padded) > 5
    for one in wide:
        twin = max(padded, key=lambda other: _square(one.box.centre, other.box.centre))
        assert twin.box.left == pytest.approx(one.box.left, abs=0.01)
        assert (twin.box.top * 1280 - 280) / 720 == pytest.approx(one.box.top, abs=0.02)


def _square(wide: tuple[float, float], padded: tuple[float, float]) -> float:
    return -abs(wide[0] - padded[0]) - abs(wide[1] - (padded[1] * 1280 - 280) / 720)


@pytest.mark.parametrize("long_px", long_sides_px(FULL))
@pytest.mark.parametrize("name", ["yolo11n_int8", "yolov8n_int8", "yolov8n-pose_int8"])
def test_every_export_finds_large_people_at_every_size(
    shared_data: Path, name: str, long_px: int
) -> None:
    detector = Openvino(shared_data / "weights" / f"{name}_openvino_model")
    film = shared_data / "videos" / "fall01.mp4"
    image = next(frame.image for frame in Recording(film, 5) if frame.pts_s >= 2)
    (whole,), (small,) = (detector.detect([image], 0.5, px) for px in (None, long_px))
    (person,) = [one for one in small if one.label == "person"]
    assert max(person.box.iou(one.box) for one in whole) > 0.8
    if person.body is not None:
        assert person.body.trunk_deg(image.shape[1] / image.shape[0]) == pytest.approx(0, abs=20)
