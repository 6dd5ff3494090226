"""Which blocks of a stretch are hidden, and how coarsely: all but what is known to be empty."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.blur.activity import Activity
from detection.blur.blocks import COARSE, COARSEST, FINE, Blocks, Levels, spread, whole_groups
from detection.boxes import Box

KNOWN_FOR_S, KNOWN_PICTURES = 20.0, 8
"""A place is known to be empty when nothing changed there in so many pictures over such a time.
Over less, whoever waits or reads may seem part of the wall."""

SPREAD_BLOCKS = 2
"""Around what changed: of somebody at rest the edges move, and hands before the rest."""

FINE_UP_TO, COARSE_UP_TO = 8, 16
"""Blocks: the height of what moves. A head is a seventh to a fifth of a body: it is one or two
blocks high at most."""

GAP_PX = 5
"""Of half the picture's size: parts of a body that move are so near to one another."""

BOX_MARGIN = 0.15
"""Of a box's size, on each side: boxes may cut a head."""


def cover(
    blocks: Blocks, shown: Sequence[Activity], around: Activity | None, boxes: Sequence[Box]
) -> Levels:
    """`shown`: what moves in the stretch itself, moment by moment. `around`: before and after."""
    whole = _together(shown, around)
    is_known = whole.lasts_s >= KNOWN_FOR_S and whole.pictures >= KNOWN_PICTURES
    levels = np.zeros(blocks.shape, np.uint8)
    if is_known:
        levels[:] = _filled(spread(blocks.touched(_without_specks(whole)), SPREAD_BLOCKS)) * FINE
    else:
        levels[:] = COARSE
    for one in shown:
        _make_coarse(levels, blocks, _without_specks(one))
    for box in boxes:
        _cover_box(levels, box, blocks)
    levels[blocks.beyond() & (levels == 0)] = FINE
    return whole_groups(levels)


def _together(shown: Sequence[Activity], around: Activity | None) -> Activity:
    first, *others = shown
    for one in others:
        first = first.joined(one)
    return first.joined(around)


def _without_specks(activity: Activity) -> NDArray[np.bool_]:
    """Nothing smaller than 2 × 2 pixels of half the picture's size: a coder's sparks."""
    changed = activity.changed().astype(np.uint8)
    opened = cv2.morphologyEx(changed, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return np.asarray(opened, np.bool_)


def _filled(hidden: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What is enclosed by what is hidden is hidden: the middle of somebody near."""
    around = np.pad(1 - hidden, 1, constant_values=1)
    cv2.floodFill(around, None, (0, 0), 2)
    return np.asarray(around[1:-1, 1:-1] != 2, np.uint8)


def _make_coarse(levels: Levels, blocks: Blocks, changed: NDArray[np.bool_]) -> None:
    """Where something large moves within a moment, its head is large."""
    joined = cv2.dilate(changed.astype(np.uint8), np.ones((GAP_PX, GAP_PX), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    side = blocks.side_px // 2
    for left, top, width, height, _ in found[1:]:
        level = _level_of((height - GAP_PX + 1) / side)
        if level > FINE:
            right, bottom = -(-(left + width) // side), -(-(top + height) // side)
            part = levels[
                max(0, top // side - 1) : bottom + 1, max(0, left // side - 1) : right + 1
            ]
            np.maximum(part, level, out=part)


def _cover_box(levels: Levels, box: Box, blocks: Blocks) -> None:
    rows, columns = blocks.height_px / blocks.side_px, blocks.width_px / blocks.side_px
    grown = box.grown(BOX_MARGIN)
    top, left = int(grown.top * rows), int(grown.left * columns)
    bottom, right = math.ceil(grown.bottom * rows), math.ceil(grown.right * columns)
    part = levels[top:bottom, left:right]
    np.maximum(part, _level_of((box.bottom - box.top) * rows), out=part)


def _level_of(height_blocks: float) -> int:
    if height_blocks <= FINE_UP_TO:
        return FINE
    return COARSE if height_blocks <= COARSE_UP_TO else COARSEST
