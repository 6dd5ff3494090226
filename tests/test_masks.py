"""What a mask covers is black, and nothing else is touched."""

import numpy as np
import pytest
from av.video.frame import VideoFrame

from detection.masks import MaskRefused, Masks, check_mask, uncovered

LEFT = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)]
TOP = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (0.0, 0.5)]
TRIANGLE = [(0.1, 0.1), (0.9, 0.1), (0.5, 0.9)]
CROSSING = [(0.1, 0.1), (0.5, 0.5), (0.5, 0.1), (0.1, 0.5)]


def noise(width_px: int, height_px: int, form: str = "yuv420p") -> VideoFrame:
    image = np.random.default_rng(1).integers(60, 255, (height_px, width_px, 3), dtype=np.uint8)
    return VideoFrame.from_ndarray(image, format="bgr24").reformat(format=form)


@pytest.mark.parametrize("form", ["yuv420p", "yuvj420p", "yuv422p", "nv12"])
def test_masked_half_is_black_and_the_other_is_as_it_was(form: str) -> None:
    picture = noise(320, 180, form)
    burnt = Masks([LEFT]).burn(picture).to_ndarray(format="bgr24")
    assert burnt[:, :160].max() == 0
    assert burnt[:, 170:].mean() == pytest.approx(
        picture.to_ndarray(format="bgr24")[:, 170:].mean(), abs=3
    )


def test_picture_that_the_decoder_still_needs_is_not_changed() -> None:
    picture = noise(320, 180)
    before = picture.to_ndarray().copy()
    Masks([LEFT]).burn(picture)
    assert (picture.to_ndarray() == before).all()


def test_picture_of_odd_size_loses_a_row_at_most() -> None:
    burnt = Masks([TOP]).burn(noise(321, 181))
    assert (burnt.width, burnt.height) == (320, 180)
    assert burnt.to_ndarray(format="bgr24")[:90].max() == 0


def test_colour_does_not_come_through_the_edge() -> None:
    """A colour's value stands for four pixels: those that the mask only touches go, too."""
    image = np.zeros((180, 320, 3), np.uint8)
    image[:, :161] = (0, 0, 255)
    burnt = Masks([LEFT]).burn(VideoFrame.from_ndarray(image, format="bgr24"))
    assert burnt.to_ndarray(format="bgr24")[:, :160].max() == 0


def test_every_mask_is_burnt_into_a_snapshot() -> None:
    image = np.full((100, 100, 3), 255, np.uint8)
    burnt = Masks([LEFT, TOP]).burn_image(image)
    assert burnt[:, :50].max() == burnt[:50].max() == 0
    assert burnt[60:, 60:].min() == image.min() == 255


@pytest.mark.parametrize(
    ("after", "expected"),
    [([LEFT], False), ([LEFT, TOP], False), ([TOP], True), ([], True), ([TRIANGLE], True)],
)
def test_what_was_masked_and_is_no_more_is_noticed(
    after: list[list[tuple[float, float]]], expected: bool
) -> None:
    assert uncovered([LEFT], after) is expected


def test_mask_that_moved_by_less_than_a_pixel_uncovers_nothing() -> None:
    assert not uncovered([TRIANGLE], [[(x + 0.0004, y) for x, y in TRIANGLE]])


@pytest.mark.parametrize(
    ("polygon", "message"),
    [
        (LEFT[:2], "at least 3 points"),
        (CROSSING, "crosses itself"),
        ([(0.0, 0.0), (2.0, 0.0), (0.0, 1.0)], "from 0 to 1"),
    ],
)
def test_mask_that_cannot_be_used_is_refused(
    polygon: list[tuple[float, float]], message: str
) -> None:
    with pytest.raises(MaskRefused, match=f"Mask “door”.*{message}"):
        check_mask("door", polygon)
