from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from detection.boxes import Box, Detection
from detection.cues.background import Background
from detection.detectors.opencv import Opencv
from detection.frame import PTS_PER_S, Frame
from detection.model_set import ModelSet
from detection.still_objects import StillThing
from detection.stillness import Stillness

Picture = NDArray[np.uint8]
CHANCE = np.random.default_rng(3)
PAVING = cv2.resize(CHANCE.integers(90, 150, (18, 32, 3), np.uint8), (320, 180))
PLACE = (slice(100, 120), slice(150, 180))
BAG = Box(150 / 320, 100 / 180, 180 / 320, 120 / 180)


def bag() -> Picture:
    """Dark, with a handle and a zip: it has edges of its own."""
    image = np.full((20, 30, 3), (35, 30, 40), np.uint8)
    image[2:5, 8:22] = (90, 90, 110)
    image[12:14, 3:27] = (120, 110, 60)
    return image


def with_bag(image: Picture) -> None:
    image[PLACE] = bag()


def look(
    paint: Callable[[Picture, float], tuple[Detection, ...]], seconds: float
) -> list[tuple[StillThing, ...]]:
    cue = Background(ModelSet(Opencv(Path())))
    seen = []
    for n in range(round(seconds * 5)):
        image = PAVING + CHANCE.integers(0, 6, PAVING.shape, np.uint8)
        found = paint(image, n / 5)
        seen.append(cue.look(Frame(image, round(n / 5 * PTS_PER_S), datetime.now(UTC)), found))
    return seen


def put_down(image: Picture, second: float) -> tuple[Detection, ...]:
    if second >= 6:
        with_bag(image)
    return ()


def test_thing_that_is_put_down_is_seen_within_five_seconds() -> None:
    seen = look(put_down, 14)
    assert not any(seen[:30])
    (thing,) = seen[11 * 5]
    assert thing.box.iou(BAG) > 0.5
    assert 5.8 <= thing.since_s <= 8.5
    assert {one.number for things in seen for one in things} == {1}


def test_thing_that_was_always_there_is_none() -> None:
    def always(image: Picture, second: float) -> tuple[Detection, ...]:
        with_bag(image)
        return ()

    assert not any(look(always, 14))


def test_ground_where_a_thing_was_taken_away_is_none() -> None:
    def taken(image: Picture, second: float) -> tuple[Detection, ...]:
        if second < 6:
            with_bag(image)
        return ()

    assert not any(look(taken, 16))


def shadow(image: Picture) -> None:
    image[PLACE] = (image[PLACE] * 0.55).astype(np.uint8)


def lamplight(image: Picture) -> None:
    image[PLACE] = np.minimum(255, image[PLACE] * 1.45).astype(np.uint8)


def puddle(image: Picture) -> None:
    """Darker towards its middle; its rim fades."""
    rows, columns = np.mgrid[-1:1:20j, -1:1:30j]
    depth = np.clip(1 - rows**2 - columns**2, 0, 1)[..., None]
    image[PLACE] = (image[PLACE] * (1 - 0.45 * depth)).astype(np.uint8)


@pytest.mark.parametrize("falls", [shadow, lamplight, puddle])
def test_light_on_the_ground_is_none(falls: Callable[[Picture], None]) -> None:
    def later(image: Picture, second: float) -> tuple[Detection, ...]:
        if second >= 6:
            falls(image)
        return ()

    assert not any(look(later, 14))


def test_camera_that_exposes_itself_anew_sees_nothing_new() -> None:
    def darker(image: Picture, second: float) -> tuple[Detection, ...]:
        if second >= 6:
            np.copyto(image, (image * 0.7).astype(np.uint8))
        return ()

    assert not any(look(darker, 14))


def test_person_who_stands_still_is_none() -> None:
    person = Detection(Box(0.45, 0.4, 0.58, 0.68), "person", 0.5)

    def waits(image: Picture, second: float) -> tuple[Detection, ...]:
        if second < 6:
            return ()
        with_bag(image)
        return (person,)

    assert not any(look(waits, 20))


def test_passers_by_do_not_hide_a_thing_for_good() -> None:
    def busy(image: Picture, second: float) -> tuple[Detection, ...]:
        put_down(image, second)
        x = int(second * 60) % 320
        image[60:150, x : x + 24] = 200
        box = Box(x / 320, 60 / 180, min(1.0, (x + 24) / 320), 150 / 180)
        return (Detection(box, "person", 0.9),)

    seen = look(busy, 30)
    assert sum(bool(things) for things in seen[14 * 5 :]) > 0.9 * len(seen[14 * 5 :])


def test_belt_on_which_things_move_is_none() -> None:
    def belt(image: Picture, second: float) -> tuple[Detection, ...]:
        for n in range(4):
            x = int(second * 40 + n * 90) % 290
            image[100:120, x : x + 30] = bag()
        return ()

    assert not any(look(belt, 25))


def test_camera_that_is_turned_begins_anew() -> None:
    def turned(image: Picture, second: float) -> tuple[Detection, ...]:
        if second >= 6:
            np.copyto(image, image[::-1, ::-1].copy())
            image[20:50] = 220
        return ()

    assert not any(look(turned, 16)[9 * 5 :])


def test_nothing_is_learnt_under_cover() -> None:
    stillness = Stillness(PAVING)
    covered = np.zeros(PAVING.shape[:2], bool)
    covered[:, :160] = True
    for n in range(20):
        stillness.update(PAVING, covered, n / 5)
    assert np.isnan(stillness.background[:, :160]).all()
    assert np.allclose(stillness.background[:, 160:], PAVING[:, 160:], atol=0.01)
