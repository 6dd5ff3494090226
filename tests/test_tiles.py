from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from detection.boxes import Box, Detection
from detection.frame import Image
from detection.tiles import Tile, detect_in_tiles, detect_people_in_tiles, grid


class Squares:
    """A detector of white squares: what it finds is what is there."""

    needs_weights = False
    reads_tiles = True
    labels = frozenset({"person"})

    def __init__(self, path: Path = Path()) -> None:
        self.looks = 0

    @classmethod
    def accepts(cls, path: Path) -> bool:
        return False

    def detect(
        self, images: Sequence[Image], min_confidence: float, long_side_px: int | None = None
    ) -> list[list[Detection]]:
        import cv2

        self.looks += len(images)
        found: list[list[Detection]] = []
        for image in images:
            high, wide = image.shape[:2]
            _, _, blobs, _ = cv2.connectedComponentsWithStats(
                (image[..., 0] > 128).astype(np.uint8)
            )
            found.append(
                [
                    Detection(
                        Box(x / wide, y / high, (x + w) / wide, (y + h) / high), "person", 0.8
                    )
                    for x, y, w, h, _ in blobs[1:].tolist()
                ]
            )
        return found


def picture(*corners: tuple[int, int], size: int = 40) -> Image:
    image = np.zeros((720, 1280, 3), np.uint8)
    for x, y in corners:
        image[y : y + size, x : x + size] = 255
    return image


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (2, 1), (3, 2), (4, 3)])
def test_tiles_cover_the_whole_picture(columns: int, rows: int) -> None:
    covered = np.zeros((720, 1280), bool)
    for tile in grid(columns, rows):
        area = tile.area
        covered[
            round(area.top * 720) : round(area.bottom * 720),
            round(area.left * 1280) : round(area.right * 1280),
        ] = True
    assert covered.all()


@pytest.mark.parametrize("x", range(0, 1240, 31))
def test_person_is_counted_once_wherever_the_tiles_meet(x: int) -> None:
    (found,) = detect_in_tiles(Squares(), picture((x, 300)), grid(3, 2))
    assert found.box.left * 1280 == pytest.approx(x, abs=1)
    assert (found.box.right - found.box.left) * 1280 == pytest.approx(40, abs=2)


def test_neighbours_are_counted_apart() -> None:
    assert len(detect_in_tiles(Squares(), picture((500, 300), (545, 300)), grid(3, 2))) == 2


@pytest.mark.parametrize(("size", "looks"), [((360, 480), 1), ((720, 1280), 4), ((1080, 1920), 6)])
def test_small_picture_is_not_cut_up(size: tuple[int, int], looks: int) -> None:
    detector = Squares()
    detect_people_in_tiles(detector, np.zeros((*size, 3), np.uint8))
    assert detector.looks == looks


def test_edge_of_the_picture_cuts_nobody() -> None:
    whole = Tile(Box(0, 0, 1, 1))
    assert not whole.cuts(Box(0, 0, 0.2, 1))
    assert Tile(Box(0, 0, 0.5, 1)).cuts(Box(0.4, 0.1, 0.5, 0.9))
