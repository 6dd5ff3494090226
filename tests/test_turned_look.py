"""Who lies is found in a part of the picture that is turned by a quarter."""

from pathlib import Path

import numpy as np
import pytest

from detection.boxes import Box
from detection.frame import Image
from detection.lying_search import SURE
from detection.model_set import ModelSet
from detection.register import load_set
from detection.source.recording import Recording
from detection.turned_look import TurnedLook
from tests.test_tiles import Squares, picture


@pytest.fixture(scope="module")
def models(shared_data: Path) -> ModelSet:
    return load_set("yolo11n", shared_data / "weights").models


def picture_at(film: Path, second: float) -> Image:
    return next(frame.image for frame in Recording(film, 5.0) if frame.pts_s >= second)


@pytest.mark.parametrize("area", [Box(0, 0, 1, 1), Box(0.3, 0.2, 0.9, 0.8)])
def test_box_is_given_in_fractions_of_the_whole_picture(area: Box) -> None:
    """A detector of white squares finds one where it is, however the picture was turned."""
    found = TurnedLook(picture((640, 360)), ModelSet(Squares())).lying(area)
    (one,) = found  # seen in each turn, and one body all the same
    assert one.box.rounded() == pytest.approx([0.5, 0.5, 680 / 1280, 400 / 720], abs=0.003)


def test_part_that_is_too_small_to_see_anything_in_gives_nothing() -> None:
    look = TurnedLook(np.zeros((720, 1280, 3), np.uint8), ModelSet(Squares()))
    assert look.lying(Box(0.5, 0.5, 0.501, 0.501)) == []


@pytest.mark.parametrize(
    ("clip", "second", "area"),
    [
        ("fall01", 6.6, Box(0.0, 0.65, 1.0, 1.0)),
        ("fall02", 5.8, Box(0.1, 0.6, 0.8, 0.9)),
        ("fall04", 7.6, Box(0.1, 0.65, 1.0, 1.0)),
    ],
)
def test_fallen_person_is_found(
    shared_data: Path, models: ModelSet, clip: str, second: float, area: Box
) -> None:
    image = picture_at(shared_data / "videos" / f"{clip}.mp4", second)
    found = TurnedLook(image, models).lying(area)
    assert found[0].confidence >= SURE
    assert found[0].box.intersection(area) > 0.9 * found[0].box.area


@pytest.mark.parametrize("second", [2.0, 6.0, 10.0])
def test_people_who_walk_do_not_lie(shared_data: Path, models: ModelSet, second: float) -> None:
    """Each where the detector sees them, upright."""
    image = picture_at(shared_data / "videos" / "vtest_480x360.mp4", second)
    (walking,) = models.general.detect([image], 0.6)
    upright = [one.box for one in walking if one.label == "person"]
    assert upright
    for box in upright:
        lying = TurnedLook(image, models).lying(box.grown(0.35))
        assert not [one for one in lying if one.confidence >= SURE and one.box.iou(box) >= 0.4]


def test_jacket_on_the_lawn_is_nobody(shared_data: Path, models: ModelSet) -> None:
    image = picture_at(shared_data / "videos" / "vtest_480x360.mp4", 20.0)
    jacket = Box(0.08, 0.86, 0.21, 0.92)
    assert not [
        one for one in TurnedLook(image, models).lying(jacket.grown(0.35)) if one.confidence >= SURE
    ]
