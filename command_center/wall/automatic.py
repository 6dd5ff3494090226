"""The arrangement without a layout: all cameras, in the grid whose pictures are the widest."""

import math

from command_center.wall.grid import MOST_CELLS, Cell, Grid

MOST_COLUMNS = 6
PICTURE_SHAPE = 16 / 9
WALL_SHAPE = 1.4
"""Width to height of what the alerts leave of a common screen."""


def columns(tiles: int) -> int:
    """Of the grid whose pictures are the widest; the fewest where several are."""

    def width(count: int) -> float:
        return min(WALL_SHAPE / count, PICTURE_SHAPE / math.ceil(max(tiles, 1) / count))

    return max(range(1, MOST_COLUMNS + 1), key=width)


def automatic(cameras: list[int]) -> Grid:
    """As many on a page as one can hold; every page has the grid of the first."""
    on_a_page = min(len(cameras), MOST_CELLS)
    wide = columns(on_a_page)
    cells = [
        Cell(camera, n // MOST_CELLS, n % MOST_CELLS % wide, n % MOST_CELLS // wide, 1, 1)
        for n, camera in enumerate(cameras)
    ]
    return Grid(wide, max(math.ceil(on_a_page / wide), 1), cells)
