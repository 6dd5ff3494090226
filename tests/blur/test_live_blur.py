"""What comes live is blurred before anybody sees it: real people, drawn by hand."""

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from detection.blur.live import LiveBlur
from detection.frame import PTS_PER_S
from tests.blur.annotated import FILM, SHARP, detail, drawn_boxes, most_left

LOST = 0.5
FPS = 10


@pytest.fixture(scope="module")
def shown(shared_data: Path) -> tuple[list[NDArray[np.uint8]], list[NDArray[np.uint8]]]:
    """All pictures, plain and blurred."""
    plain, packets = [], []
    blur = LiveBlur(480, 360)
    with av.open(str(shared_data / "videos" / FILM)) as film:
        for number, picture in enumerate(film.decode(video=0)):
            plain.append(picture.to_ndarray(format="bgr24"))
            picture.pts = number * PTS_PER_S // FPS
            packets += list(blur.blur(picture, number / FPS, []))
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = blur.extradata
    pictures = [one for packet in [*packets, None] for one in decoder.decode(packet)]
    return plain, [one.to_ndarray(format="bgr24") for one in pictures]


def test_no_person_keeps_any_detail_live(
    shown: tuple[list[NDArray[np.uint8]], list[NDArray[np.uint8]]], shared_data: Path
) -> None:
    plain, blurred = shown
    assert len(plain) == len(blurred)
    left = [
        most_left(plain[number], blurred[number], box)
        for number, boxes in drawn_boxes(shared_data / "vtest_boxes.txt").items()
        for box in boxes
    ]
    assert len(left) == 101
    assert max(left) < LOST


def test_where_nobody_was_the_place_stays_recognisable(
    shown: tuple[list[NDArray[np.uint8]], list[NDArray[np.uint8]]],
) -> None:
    """After the first twenty seconds; before, all is hidden. Later people went everywhere."""
    plain, blurred = shown
    assert _kept(plain[150], blurred[150]) < 0.01
    assert _kept(plain[300], blurred[300]) > 0.15


def _kept(plain: NDArray[np.uint8], blurred: NDArray[np.uint8]) -> float:
    """The share of blocks that have their detail still."""
    was, now = detail(plain), detail(blurred)
    return float((now > was / 2)[was > SHARP].mean())
