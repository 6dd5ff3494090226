"""What comes live is blurred before anybody sees it: real people, drawn by hand."""

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from detection.blur.live import LiveBlur
from detection.frame import PTS_PER_S
from tests.blur.annotated import FILM, detail, drawn_boxes

LOST = 0.1
SIDE_PX, FPS = 12, 10


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
        detail(blurred[number], box, SIDE_PX) / detail(plain[number], box, SIDE_PX)
        for number, boxes in drawn_boxes(shared_data / "vtest_boxes.txt").items()
        for box in boxes
    ]
    assert len(left) == 101
    assert max(left) < LOST


def test_where_nobody_was_the_place_stays_recognisable(
    shown: tuple[list[NDArray[np.uint8]], list[NDArray[np.uint8]]],
) -> None:
    """After the first twenty seconds; before, all is hidden. Later in it people went nearly everywhere."""
    plain, blurred = shown
    assert _kept(plain[150], blurred[150]) < 0.01
    assert _kept(plain[300], blurred[300]) > 0.15


def _kept(plain: NDArray[np.uint8], blurred: NDArray[np.uint8]) -> float:
    """The share of 12 × 12 px squares that have their detail still."""
    was, now = (_squares(one).std((1, 3)) for one in (plain, blurred))
    has_detail = was > 5
    return float((now > was / 2)[has_detail].mean())


def _squares(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    grey = image.mean(2)
    rows, columns = grey.shape[0] // SIDE_PX, grey.shape[1] // SIDE_PX
    whole = grey[: rows * SIDE_PX, : columns * SIDE_PX]
    return whole.reshape(rows, SIDE_PX, columns, SIDE_PX)
