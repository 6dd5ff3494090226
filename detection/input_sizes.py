"""The sizes of input at which one network is run: no larger than the picture and its people need.

An exported network is bound to the size that it was exported for, 640 px square for instance, and
costs the same whatever is on it: a wide picture leaves nearly half of a square empty.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Size = tuple[int, int]
"""(height, width) in pixels."""

STRIDES = 8, 16, 32
"""Of the three grids of cells in which a YOLO network answers."""

LONG_SIDES = 0.5, 0.7, 1.0
"""Shares of the full size."""

SHORT_SIDES, SHORT_SIDES_OF_SMALL = (0.6, 0.8, 1.0), (0.6, 1.0)
"""Shares of the long side, for 16:9, 4:3 and square, upright or wide. Few, since each size is
compiled when first used, which takes half a second."""


def long_sides_px(full: Size) -> tuple[int, ...]:
    """From the smallest to the whole."""
    return tuple(_in_strides(share * max(full)) for share in LONG_SIDES)


def fitting(picture: Size, full: Size, long_side_px: int) -> Size:
    """The smallest size that holds the picture, its longer side scaled to `long_side_px`."""
    height, width = picture
    long_px = min((side for side in long_sides_px(full) if side >= long_side_px), default=max(full))
    shape = min(height, width) / max(height, width)
    shares = SHORT_SIDES if long_px == max(full) else SHORT_SIDES_OF_SMALL
    share = next(share for share in shares if share >= shape - 0.05)
    short_px = min(long_px, _in_strides(share * long_px))
    return (long_px, short_px) if height > width else (short_px, long_px)


def resize(network: Any, full: Size, size: Size) -> None:
    """Make an OpenVINO network that was exported for `full` one for the smaller `size`.

    What depends on the place in a grid (the anchors, their strides) was written into the export as
    constants. A smaller input has the upper left part of each grid, so it takes that part of them.
    Raises `RuntimeError` where the network is built otherwise.
    """
    network.reshape([1, 3, -1, -1])  # or the shapes of before would be held against the new ones
    kept = _upper_left(full, size)
    for node in network.get_ordered_ops():
        if node.get_type_name() == "Constant":
            _resize_constant(node, full, size, kept)
    network.reshape([1, 3, *size])


def _resize_constant(node: Any, full: Size, size: Size, kept: NDArray[np.intp]) -> None:
    values = node.data
    if values.ndim and values.shape[-1] == _cells(full):
        _replace(node.output(0).get_target_inputs(), values[..., kept])
    shapes = [
        target
        for target in node.output(0).get_target_inputs()
        if target.get_node().get_type_name() == "Reshape" and target.get_index() == 1
    ]
    if shapes:
        _replace(shapes, _shape(values, full, size))


def _shape(values: NDArray[Any], full: Size, size: Size) -> NDArray[np.int64]:
    """A shape that names cells: of all grids, of the coarsest, or the coarsest's two sides."""
    (*_, coarse_before), (*_, coarse) = _grids(full), _grids(size)
    counts = {_cells(full): _cells(size), int(np.prod(coarse_before)): int(np.prod(coarse))}
    shape = [counts.get(number, number) for number in values.tolist()]
    if tuple(shape[-2:]) == coarse_before:
        shape[-2:] = coarse
    return np.array(shape, np.int64)


def _replace(targets: Iterable[Any], values: NDArray[Any]) -> None:
    from openvino import opset13  # 0.3 s and 40 MB: only for a worker that uses it

    constant = opset13.constant(np.ascontiguousarray(values))
    for target in targets:
        target.replace_source_output(constant.output(0))


def _upper_left(full: Size, size: Size) -> NDArray[np.intp]:
    """The numbers of the cells that are kept, of all grids in a row."""
    first, numbers = 0, []
    for (rows, columns), (rows_kept, columns_kept) in zip(_grids(full), _grids(size), strict=True):
        cells = first + np.arange(rows * columns).reshape(rows, columns)
        numbers.append(cells[:rows_kept, :columns_kept].ravel())
        first += rows * columns
    return np.concatenate(numbers)


def _grids(size: Size) -> list[Size]:
    return [(size[0] // stride, size[1] // stride) for stride in STRIDES]


def _cells(size: Size) -> int:
    return sum(rows * columns for rows, columns in _grids(size))


def _in_strides(side_px: float) -> int:
    return max(STRIDES[-1], round(side_px / STRIDES[-1]) * STRIDES[-1])
