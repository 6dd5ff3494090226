from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from detection.boxes import Box, Detection
from detection.cues.flames import WINDOW, Flames
from detection.detectors.opencv import Opencv
from detection.flicker import Flame, flames, glow
from detection.frame import PTS_PER_S, Frame
from detection.model_set import ModelSet

Picture = NDArray[np.uint8]
ORANGE, YELLOW, GREY, WHITE = (30, 120, 240), (90, 220, 255), (90, 95, 100), (245, 245, 245)
CHANCE = np.random.default_rng(7)
PERSON = Detection(Box(0.3, 0.2, 0.7, 1.0), "person", 0.9)


def scene() -> Picture:
    """Grey, a little uneven, with something white in it: the camera is well exposed."""
    image = np.full((180, 320, 3), GREY, np.uint8)
    image += CHANCE.integers(0, 3, image.shape, np.uint8)
    image[:20, :80] = WHITE
    return image


def burn(image: Picture, n: int) -> None:
    """Tongues of flame that are somewhere else, and otherwise bright, in each picture."""
    for x in range(140, 180, 4):
        high = int(CHANCE.integers(20, 44))
        for y in range(140 - high, 140, 4):
            heat = CHANCE.random()
            image[y : y + 4, x : x + 4] = [
                round(cold + heat * (hot - cold)) for cold, hot in zip(ORANGE, YELLOW, strict=True)
            ]


def lamp(image: Picture, n: int) -> None:
    image[110:140, 140:170] = YELLOW


def beacon(image: Picture, n: int) -> None:
    image[110:140, 140:170] = YELLOW if n % 2 else (20, 40, 60)


def vest(image: Picture, n: int) -> None:
    image[100:140, 20 + 6 * n : 50 + 6 * n] = ORANGE


def sunset(image: Picture, n: int) -> None:
    image[20:90] = np.array(YELLOW, np.uint8) - np.uint8(2 * n)


def traffic_light(image: Picture, n: int) -> None:
    image[100:112, 150:162] = (40, 60, 250) if n < 10 else (60, 70, 70)


def brighter_and_darker(image: Picture, n: int) -> None:
    """The camera hunts for its exposure before an orange wall."""
    image[60:140, 100:200] = ORANGE
    np.copyto(image, (image * (0.9 if n % 2 else 1.0)).astype(np.uint8))


def look(paint: Callable[[Picture, int], None], *found: Detection) -> list[tuple[Flame, ...]]:
    cue = Flames(ModelSet(Opencv(Path())))
    seen = []
    for n in range(20):
        image = scene()
        paint(image, n)
        seen.append(cue.look(frame(image, n / 5), found))
    return seen


def frame(image: Picture, second: float) -> Frame:
    return Frame(image, round(second * PTS_PER_S), datetime.now(UTC))


def test_flames_are_seen_where_they_burn_within_two_seconds() -> None:
    seen = look(burn)
    assert all(seen[9:])
    flame = seen[-1][0]
    assert Box(0.4, 0.5, 0.6, 0.85).intersection(flame.box) > 0.8 * flame.box.area
    assert flame.restless > 0.45


@pytest.mark.parametrize("paint", [lamp, beacon, vest, sunset, traffic_light, brighter_and_darker])
def test_what_shines_and_does_not_burn_is_none(paint: Callable[[Picture, int], None]) -> None:
    assert not any(look(paint))


def test_flames_behind_a_person_are_not_judged() -> None:
    """What a person hides and shows again would flicker as well."""
    assert not any(look(burn, PERSON))


def test_flames_are_seen_in_a_dark_picture() -> None:
    def at_dusk(image: Picture, n: int) -> None:
        burn(image, n)
        np.copyto(image, (image * 0.65).astype(np.uint8))

    assert any(look(at_dusk))


def test_flames_are_sure() -> None:
    assert look(burn)[-1][0].is_sure


def test_bright_line_that_trembles_by_a_pixel_is_not_sure() -> None:
    """Its edges turn up and down like a flame's."""
    pictures = [scene() for _ in range(WINDOW)]
    for n, image in enumerate(pictures):
        image[100 + n % 2 : 102 + n % 2, 100:160] = YELLOW
    (flame,) = flames([glow(image, []) for image in pictures])
    assert not flame.is_sure


def test_flames_are_seen_by_a_camera_that_trembles_and_an_orange_wall_is_not() -> None:
    steps = CHANCE.integers(-2, 3, (20, 2))

    def trembling(paint: Callable[[Picture, int], None]) -> Callable[[Picture, int], None]:
        def shaken(image: Picture, n: int) -> None:
            image[40:60:8] = 30  # something to hold on to
            image[:, 40:300:24] = 30
            paint(image, n)
            np.copyto(image, np.roll(image, tuple(steps[n]), (0, 1)))

        return shaken

    assert any(look(trembling(burn)))
    assert not any(look(trembling(lamp)))


@pytest.mark.parametrize("second", [-1.0, 2.0, 60.0])
def test_step_of_the_clock_begins_anew(second: float) -> None:
    cue = Flames(ModelSet(Opencv(Path())))
    for n in range(12):
        image = scene()
        burn(image, n)
        seen = cue.look(frame(image, n / 5), ())
    assert seen
    assert not cue.look(frame(image, 2.2 + second), ())


def test_fire_model_is_believed_where_it_is_registered() -> None:
    class Fires(Opencv):
        """A detector of what is there: a fire in the middle."""

        def detect(
            self, images: object, min_confidence: float, long_side_px: int | None = None
        ) -> list[list[Detection]]:
            return [[Detection(Box(0.4, 0.4, 0.6, 0.6), "fire", 0.8)]]

    cue = Flames(ModelSet(Opencv(Path()), special={"fire": Fires(Path())}))
    (flame,) = cue.look(frame(scene(), 0.0), ())
    assert flame.restless == 0.8
