"""What is hidden of a place: all that is not known to be empty."""

import numpy as np
import pytest
from numpy.typing import NDArray

from detection.blur.activity import Activity, activity_of
from detection.blur.blocks import COARSE, COARSEST, FINE, Blocks
from detection.blur.cover import KNOWN_FOR_S, KNOWN_PICTURES, cover
from detection.blur.mosaic import Mosaic
from detection.blur.planes import Planes
from detection.boxes import Box

BLOCKS = Blocks(640, 360)
SIDE = BLOCKS.side_px // 2
WIDTH, HEIGHT = 320, 180


def still(number: int = 0) -> NDArray[np.uint8]:
    """A place with the grain of a sensor, at half the picture's size."""
    grain = np.random.default_rng(number).integers(0, 3, (3, HEIGHT, WIDTH))
    return (100 + grain).astype(np.uint8)


def watched(pictures: int = 30, lasts_s: float = 60.0) -> Activity:
    found = activity_of(still(), 0.0)
    for number in range(1, pictures):
        found = found.noting(still(number), number * lasts_s / (pictures - 1))
    return found


def moving(left: int, top: int, wide: int, high: int) -> Activity:
    """Half the picture's size: something goes by within a moment."""
    there = still(1)
    there[:, top : top + high, left : left + wide] = 200
    return activity_of(still(), 30.0).noting(there, 30.2)


def test_an_empty_place_is_plain() -> None:
    levels = cover(BLOCKS, [watched()], None, [])
    assert not levels[~BLOCKS.beyond()].any()


def test_a_place_that_is_not_known_for_long_is_hidden() -> None:
    assert cover(BLOCKS, [watched(lasts_s=KNOWN_FOR_S - 1)], None, []).all()


def test_a_place_of_which_few_pictures_are_known_is_hidden() -> None:
    assert cover(BLOCKS, [watched(pictures=KNOWN_PICTURES - 1)], None, []).all()


def test_a_picture_that_stands_still_is_no_knowledge() -> None:
    """Whoever is in a frozen picture does not move."""
    frozen = activity_of(still(), 0.0)
    for number in range(1, 60):
        frozen = frozen.noting(still(), float(number))
    assert cover(BLOCKS, [frozen], None, []).all()
    again = activity_of(still(), 70.0)
    for number in range(12):
        again = again.joined(activity_of(still(), 70.0 + number))
    assert cover(BLOCKS, [frozen], again, []).all()


def test_pictures_of_another_size_are_no_knowledge() -> None:
    small = activity_of(still()[:, :90, :160], 0.0)
    for number in range(1, 30):
        small = small.noting(still(number)[:, :90, :160], number * 2.0)
    assert cover(BLOCKS, [moving(0, 0, 1, 1)], small, []).all()


@pytest.mark.parametrize(("left", "top"), [(0, 0), (150, 90), (300, 160)])
def test_what_moved_is_hidden_with_what_is_around_it(left: int, top: int) -> None:
    levels = cover(BLOCKS, [moving(left, top, 12, 12)], watched(), [])
    row, column = (top + 6) // SIDE, (left + 6) // SIDE
    assert levels[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3].all()
    assert levels.mean() < 0.3


def test_what_moved_before_or_after_is_hidden_too() -> None:
    known = watched().joined(moving(150, 90, 12, 12))
    levels = cover(BLOCKS, [activity_of(still(), 30.0)], known, [])
    assert levels[96 // SIDE, 156 // SIDE]


def test_what_is_enclosed_by_what_moves_is_hidden() -> None:
    there = still(1)
    there[:, 60:150, 100:200] = 200
    there[:, 70:140, 110:190] = still(1)[:, 70:140, 110:190]
    around = activity_of(still(), 30.0).noting(there, 30.2)
    levels = cover(BLOCKS, [around], watched(), [])
    assert levels[100 // SIDE, 150 // SIDE]


def test_a_box_that_was_found_is_hidden_with_a_margin() -> None:
    box = Box(0.4, 0.4, 0.5, 0.6)
    levels = cover(BLOCKS, [watched()], None, [box])
    rows, columns = 360 / BLOCKS.side_px, 640 / BLOCKS.side_px
    assert levels[
        int(0.38 * rows) : int(0.62 * rows), int(0.39 * columns) : int(0.51 * columns)
    ].all()
    assert not levels[0, 0]


@pytest.mark.parametrize(("high", "level"), [(30, FINE), (80, COARSE), (150, COARSEST)])
def test_the_larger_who_moves_the_coarser_the_mosaic(high: int, level: int) -> None:
    levels = cover(BLOCKS, [moving(100, 10, 20, high)], watched(), [])
    assert levels[(10 + high // 2) // SIDE, 110 // SIDE] == level


@pytest.mark.parametrize("level", [FINE, COARSE, COARSEST])
def test_of_a_hidden_block_only_its_mean_is_left(level: int) -> None:
    """Two pictures with the same means and nothing else in common look alike."""
    levels = np.full(BLOCKS.shape, level, np.uint8)
    side = BLOCKS.side_px * 2 ** (level - 1)
    mosaic = Mosaic(BLOCKS, levels)
    random = np.random.default_rng(5).integers(40, 200, (360, 640), dtype=np.uint8)
    mirrored = random.copy()
    rows, columns = 360 // side * side, 640 // side * side
    whole = mirrored[:rows, :columns].reshape(rows // side, side, columns // side, side)
    mirrored[:rows, :columns] = whole[:, ::-1, :, ::-1].reshape(rows, columns)
    one, other = (mosaic.cover(_planes(luma)).luma[:rows, :columns] for luma in (random, mirrored))
    assert np.abs(one.astype(int) - other).max() <= 1
    assert np.abs(random.astype(int) - mirrored).max() > 100


def test_what_is_plain_stays_as_it_is() -> None:
    luma = np.random.default_rng(5).integers(40, 200, (360, 640), dtype=np.uint8)
    levels = np.full(BLOCKS.shape, FINE, np.uint8)
    levels[4:8, 4:8] = 0
    shown = Mosaic(BLOCKS, levels).cover(_planes(luma)).luma
    side = BLOCKS.side_px
    here = slice(4 * side, 8 * side)
    assert (shown[here, here] == luma[here, here]).all()
    assert (shown != luma).mean() > 0.9


def _planes(luma: NDArray[np.uint8]) -> Planes:
    colour = np.full((180, 320), 128, np.uint8)
    return Planes(luma, (colour, colour))
