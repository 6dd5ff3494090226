"""Looking closer: a large picture in overlapping tiles, so that small heads are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from detection.boxes import Box, Detection
from detection.detectors import Detector
from detection.frame import Image

OVERLAP = 0.2
"""Of a tile: a person cut by one tile's edge stands whole in the next."""

SMALLEST_TILE_PX = 512, 384
"""Width, height. A network of 640 px gains little from a smaller part: it sees it enlarged."""

MOST_COLUMNS, MOST_ROWS = 3, 2
"""Each tile costs an inference; more found no more people at 720p and 1080p."""

MIN_CONFIDENCE = 0.1
SAME_PERSON = 0.6
"""Shared part of the smaller box. Not of the union: half a person lies within the whole one."""

AT_EDGE = 0.004
"""How near a tile's inner edge, in fractions of the image, a box counts as cut by it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the image, in fractions of it."""

    area: Box

    def cut_from(self, image: Image) -> Image:
        height, width = image.shape[:2]
        rows = slice(round(self.area.top * height), round(self.area.bottom * height))
        return image[rows, round(self.area.left * width) : round(self.area.right * width)]

    def in_image(self, found: Detection) -> Detection:
        """From fractions of the tile to fractions of the image."""
        wide = self.area.right - self.area.left
        high = self.area.bottom - self.area.top
        box = Box(
            self.area.left + found.box.left * wide,
            self.area.top + found.box.top * high,
            self.area.left + found.box.right * wide,
            self.area.top + found.box.bottom * high,
        )
        return Detection(box, found.label, found.confidence)

    def cuts(self, box: Box) -> bool:
        """Whether the box ends at an edge of the tile that is no edge of the image."""
        edges = (
            (box.left, self.area.left, 0.0),
            (box.top, self.area.top, 0.0),
            (box.right, self.area.right, 1.0),
            (box.bottom, self.area.bottom, 1.0),
        )
        return any(
            abs(side - edge) < AT_EDGE and abs(edge - rim) > AT_EDGE for side, edge, rim in edges
        )


def detect_people_in_tiles(detector: Detector, image: Image) -> list[Detection]:
    """The persons in an image, counted as closely as its resolution allows."""
    height, width = image.shape[:2]
    tiles = grid(
        _parts(width, MOST_COLUMNS, SMALLEST_TILE_PX[0]),
        _parts(height, MOST_ROWS, SMALLEST_TILE_PX[1]),
    )
    return [found for found in detect_in_tiles(detector, image, tiles) if found.label == "person"]


def detect_in_tiles(
    detector: Detector, image: Image, tiles: Sequence[Tile], min_confidence: float = MIN_CONFIDENCE
) -> list[Detection]:
    """Every object once. A person cut by a tile gives way to the whole one of the next tile."""
    found = detector.detect([tile.cut_from(image) for tile in tiles], min_confidence)
    seen = [
        (tile, tile.in_image(detection))
        for tile, detections in zip(tiles, found, strict=True)
        for detection in detections
    ]
    seen.sort(key=lambda pair: (pair[0].cuts(pair[1].box), -pair[1].confidence))
    return _without_repeats(seen)


def grid(columns: int, rows: int) -> list[Tile]:
    """Row by row, from the top left; one tile when both are 1."""
    return [
        Tile(Box(left, top, right, bottom))
        for (top, bottom), (left, right) in product(_spans(rows), _spans(columns))
    ]


def _spans(parts: int) -> list[tuple[float, float]]:
    """`parts` equal spans of 0..1, each overlapping the next by `OVERLAP` of its length."""
    length = 1 / (parts - (parts - 1) * OVERLAP)
    step = length * (1 - OVERLAP)
    return [(i * step, min(1.0, i * step + length)) for i in range(parts)]


def _parts(size_px: int, most: int, smallest_px: int) -> int:
    """As many as are still large enough."""
    large = [n for n in range(2, most + 1) if size_px * _spans(n)[0][1] >= smallest_px]
    return max(large, default=1)


def _without_repeats(seen: Sequence[tuple[Tile, Detection]]) -> list[Detection]:
    """Only another tile repeats: within one, the detector told two people in a crowd apart."""
    kept: list[tuple[Tile, Detection]] = []
    for tile, candidate in seen:
        if not any(tile != other and _is_same(candidate, person) for other, person in kept):
            kept.append((tile, candidate))
    return [detection for _, detection in kept]


def _is_same(one: Detection, other: Detection) -> bool:
    smaller = min(one.box.area, other.box.area)
    shared = one.box.intersection(other.box)
    return one.label == other.label and smaller > 0 and shared / smaller > SAME_PERSON
