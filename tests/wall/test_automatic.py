"""The arrangement without a layout."""

import pytest

from command_center.wall.automatic import automatic, columns
from command_center.wall.grid import read_grid


@pytest.mark.parametrize(
    ("tiles", "expected"), [(0, 1), (1, 1), (2, 1), (4, 2), (6, 2), (9, 3), (16, 4), (50, 6)]
)
def test_pictures_are_as_wide_as_they_can_be(tiles: int, expected: int) -> None:
    assert columns(tiles) == expected


@pytest.mark.parametrize("cameras", [0, 1, 7, 36, 37, 100])
def test_each_camera_has_a_cell_of_a_sound_grid(cameras: int) -> None:
    grid = automatic(list(range(1, cameras + 1)))
    assert read_grid(grid.as_json()) == grid
    assert grid.cameras == list(range(1, cameras + 1))
    assert grid.pages == max(1, -(-cameras // 36))
