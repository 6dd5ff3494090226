"""Cells of a wall, as they are stored and as a browser sends them: checked before they are used."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

MOST_SIDES = 12
MOST_CELLS = 36
"""On one page."""

MOST_PAGES = 20
FIELDS = {"camera", "page", "x", "y", "w", "h"}


class GridRefused(ValueError):
    """It cannot be shown; says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`camera`: its number, None for a place that is kept free. All else counts cells, from the
    upper left corner of its page on."""

    camera: int | None
    page: int
    x: int
    y: int
    w: int
    h: int

    def covers(self) -> Iterable[tuple[int, int, int]]:
        for y in range(self.y, self.y + self.h):
            yield from ((self.page, x, y) for x in range(self.x, self.x + self.w))


@dataclass(frozen=True, slots=True)
class Grid:
    """Of all its pages: each has as many columns and rows."""

    columns: int
    rows: int
    cells: Sequence[Cell]

    @property
    def pages(self) -> int:
        return 1 + max((cell.page for cell in self.cells), default=0)

    @property
    def cameras(self) -> list[int]:
        return [cell.camera for cell in self.cells if cell.camera is not None]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_grid(told: object) -> Grid:
    """From JSON, as text or as what it says. Raises `GridRefused`."""
    said = _loaded(told) if isinstance(told, str) else told
    if not isinstance(said, dict) or said.keys() != {"columns", "rows", "cells"}:
        raise GridRefused(_("The layout is not one: it needs columns, rows and cells."))
    columns, rows = (_count(said[side], 1, MOST_SIDES) for side in ("columns", "rows"))
    if not isinstance(said["cells"], list | tuple):
        raise GridRefused(_("The layout is not one: it needs columns, rows and cells."))
    grid = Grid(columns, rows, [_cell(one) for one in said["cells"]])
    _check(grid)
    return grid


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GridRefused(_("The layout is not one: it needs columns, rows and cells.")) from error


def _cell(told: object) -> Cell:
    if not isinstance(told, dict) or told.keys() != FIELDS:
        raise GridRefused(_("A cell needs a camera, a page, a place and a size."))
    camera = told["camera"]
    return Cell(
        None if camera is None else _count(camera, 1, 2**53),
        _count(told["page"], 0, MOST_PAGES - 1),
        *(_count(told[side], 0, MOST_SIDES) for side in ("x", "y")),
        *(_count(told[side], 1, MOST_SIDES) for side in ("w", "h")),
    )


def _count(told: object, least: int, most: int) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or not least <= told <= most:
        raise GridRefused(_("A number of the layout is out of its bounds."))
    return told


def _check(grid: Grid) -> None:
    if any(cell.x + cell.w > grid.columns or cell.y + cell.h > grid.rows for cell in grid.cells):
        raise GridRefused(_("A cell lies outside the grid."))
    covered = sorted(place for cell in grid.cells for place in cell.covers())
    if any(one == next_one for one, next_one in pairwise(covered)):
        raise GridRefused(_("Two cells lie on one another."))
    on_pages = [cell.page for cell in grid.cells]
    if any(on_pages.count(page) > MOST_CELLS for page in set(on_pages)):
        raise GridRefused(_("A page holds 36 pictures at most."))
    if len(set(grid.cameras)) != len(grid.cameras):
        raise GridRefused(_("A camera has one cell of a layout."))
