"""What a browser or a program sends as a layout is read exactly, or refused with a reason."""

import json
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from command_center.wall.grid import GridRefused, read_grid
from tests.wall.cells import cell, grid

NUMBERS = st.integers(-3, 15)
CELLS = st.fixed_dictionaries(
    {
        "camera": st.none() | NUMBERS,
        "page": NUMBERS,
        "x": NUMBERS,
        "y": NUMBERS,
        "w": NUMBERS,
        "h": NUMBERS,
    }
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


def test_layout_is_read_as_it_was_written() -> None:
    told = grid(cell(1, w=2, h=2), cell(None, x=2), cell(7, page=1), columns=3, rows=2)
    found = read_grid(json.dumps(told))
    assert found.as_json() == told
    assert (found.pages, found.cameras) == (2, [1, 7])


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("no JSON", "columns, rows and cells"),
        ([], "columns, rows and cells"),
        ({**grid(), "more": 1}, "columns, rows and cells"),
        ({**grid(), "cells": 5}, "columns, rows and cells"),
        (grid(columns=13), "out of its bounds"),
        (grid(rows=0), "out of its bounds"),
        (grid({"camera": 1}), "a place and a size"),
        (grid(cell(1, x=True)), "out of its bounds"),
        (grid(cell(1, page=20)), "out of its bounds"),
        (grid(cell(1, x=1), columns=1), "outside the grid"),
        (grid(cell(1, w=2), cell(2, x=1), columns=3), "on one another"),
        (grid(cell(1), cell(1, x=1), columns=2), "one cell"),
        (
            grid(*(cell(n + 1, x=n % 7, y=n // 7) for n in range(37)), columns=7, rows=6),
            "36 pictures",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(told: Any, why: str) -> None:
    with override("en"), pytest.raises(GridRefused, match=why):
        read_grid(told)


@given(st.lists(CELLS, max_size=6), NUMBERS, NUMBERS)
def test_what_is_read_lies_inside_and_nowhere_twice(
    cells: list[Any], columns: int, rows: int
) -> None:
    try:
        found = read_grid({"columns": columns, "rows": rows, "cells": cells})
    except GridRefused:
        return
    places = [place for one in found.cells for place in one.covers()]
    assert len(places) == len(set(places))
    assert all(0 <= x < columns and 0 <= y < rows for _, x, y in places)


@given(ANYTHING)
def test_nothing_else_comes_of_anything_than_a_refusal(told: Any) -> None:
    with pytest.raises(GridRefused):
        read_grid(told)
