"""Whether the usual view still lies where it lay, block by block."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from detection.watchdog.block_search import REACH, best_fit
from detection.watchdog.edges import HEIGHT, WIDTH, Edges

COLUMNS, ROWS = 8, 5
ACROSS, DOWN = WIDTH // COLUMNS, HEIGHT // ROWS

STRUCTURED = 0.01
"""Mean energy of a block's edges from which on it can be recognised."""

ALIKE, SURELY_ALIKE = 0.5, 0.85
"""Correlation of two blocks; other places reach 0.3."""

SETTLED = 0.85
"""Share of the blocks surely in place at which nothing is searched: it is most of the price."""

NEAR = 1.5
"""Pixels of the map (0.9 % of the picture): trembling and the error of matching."""

LEAST_BLOCKS = 8

Blocks = NDArray[np.float32]
"""(ROWS, COLUMNS) or, a value for each part of the vectors, (ROWS, COLUMNS, 2)."""

Offsets = NDArray[np.float32]
"""(n, 5) a block: x, y of its middle; how far it lies to the right, down; how alike it is."""


@dataclass(frozen=True, slots=True)
class Placement:
    """`in_place`: share of the blocks that lie where they lay. `agreeing`: share that lies where
    one common movement puts them; `moved`: how far that is in the middle, of the width."""

    in_place: float
    agreeing: float
    moved: float


def placement(usual: Edges, now: Edges) -> Placement | None:
    """None where too little can be compared: by night, in fog, before a clear sky."""
    likeness, compared = _in_place(usual, now)
    if compared.sum() < LEAST_BLOCKS:
        return None
    settled = float((likeness[compared] >= SURELY_ALIKE).mean())
    if settled >= SETTLED:
        return Placement(settled, settled, 0.0)
    offsets = np.array(list(_offsets(usual, now, compared, likeness)), np.float32)
    alike = offsets[offsets[:, 4] >= ALIKE]
    in_place = np.hypot(alike[:, 2], alike[:, 3]) <= NEAR
    agreeing, moved = _common_movement(alike)
    return Placement(in_place.sum() / len(offsets), agreeing / len(offsets), moved)


def _in_place(usual: Edges, now: Edges) -> tuple[Blocks, NDArray[np.bool_]]:
    """How alike each block is at its place, and whether both have structure: a block in the
    dark tells nothing."""
    means = _means(usual), _means(now)
    were, are = _means(usual * usual), _means(now * now)
    variances = (were - means[0] ** 2).sum(2) * (are - means[1] ** 2).sum(2)
    common = (_means(usual * now) - means[0] * means[1]).sum(2)
    return common / np.sqrt(np.maximum(variances, 1e-9)), np.minimum(were, are).sum(2) >= STRUCTURED


def _means(edges: Edges) -> Blocks:
    return np.asarray(cv2.resize(edges, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA), np.float32)


def _offsets(
    usual: Edges, now: Edges, compared: NDArray[np.bool_], likeness: Blocks
) -> Iterator[tuple[float, float, float, float, float]]:
    wide = cv2.copyMakeBorder(now, REACH, REACH, REACH, REACH, cv2.BORDER_CONSTANT, value=0)
    for row, column in zip(*np.nonzero(compared), strict=True):
        left, top = int(column) * ACROSS, int(row) * DOWN
        right, down, alike = 0.0, 0.0, float(likeness[row, column])
        if alike < SURELY_ALIKE:
            block = np.ascontiguousarray(usual[top : top + DOWN, left : left + ACROSS])
            around = wide[top : top + DOWN + 2 * REACH, left : left + ACROSS + 2 * REACH]
            right, down, alike = best_fit(np.ascontiguousarray(around), block)
        yield left + ACROSS / 2, top + DOWN / 2, right, down, alike


def _common_movement(alike: Offsets) -> tuple[int, float]:
    """How many blocks follow the best affine movement, and how far it goes (share of width)."""
    if len(alike) < LEAST_BLOCKS // 2:
        return 0, 0.0
    were = np.ascontiguousarray(alike[:, :2])
    movement, followers = cv2.estimateAffine2D(
        were, were + alike[:, 2:4], ransacReprojThreshold=NEAR, maxIters=300
    )
    if movement is None:
        return 0, 0.0
    corners = np.array([(x * WIDTH, y * HEIGHT) for x in (0.2, 0.8) for y in (0.2, 0.8)])
    steps = corners @ movement[:, :2].T + movement[:, 2] - corners
    return int(followers.sum()), float(np.sqrt((steps**2).sum(axis=1).mean())) / WIDTH
