from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from detection.cues.motion import Motion
from detection.detectors.opencv import Opencv
from detection.frame import PTS_PER_S, Frame
from detection.model_set import ModelSet

BACKGROUND = np.random.default_rng(1).integers(90, 110, (270, 480, 3), np.uint8)
THING = cv2.resize(
    np.random.default_rng(2).integers(0, 255, (12, 20, 3), np.uint8), (80, 48), interpolation=0
)


def cue() -> Motion:
    return Motion(ModelSet(Opencv(Path())))


def frame(second: float, x: int | None, image: NDArray[np.uint8] = BACKGROUND) -> Frame:
    """A thing with corners, its left edge at `x` pixels."""
    image = image.copy()
    if x is not None:
        image[100:148, x : x + 80] = THING
    return Frame(image, round(second * PTS_PER_S), datetime.now(UTC))


@pytest.mark.parametrize("step_px", [-20, 8, 20])
def test_points_go_with_the_thing(step_px: int) -> None:
    motion = cue()
    start = 300 if step_px < 0 else 60
    for n in range(9):
        points = motion.look(frame(n / 5, start + n * step_px), ())
    old = points.age_s > 0.9
    assert old.sum() >= 8
    way = (points.at - points.since)[old] / points.age_s[old, None]
    assert np.median(way[:, 0]) == pytest.approx(step_px * 5 / 480, rel=0.1)
    assert abs(np.median(way[:, 1])) < 0.01
    assert np.median(points.straight[old]) > 0.95


def test_points_lie_on_the_thing_and_apart_from_each_other() -> None:
    motion = cue()
    for n in range(9):
        points = motion.look(frame(n / 5, 60 + n * 20), ())
    at = points.at * (480, 270)
    assert len(at) >= 8
    assert (at[:, 0] >= 215).all()  # 220 is its left edge now
    assert (at[:, 0] <= 305).all()
    assert (abs(at[:, 1] - 124) <= 29).all()
    far = np.linalg.norm(at[:, None] - at[None], axis=2) + 99 * np.eye(len(at))
    assert far.min() > 3


def test_still_picture_has_no_points() -> None:
    motion = cue()
    for n in range(8):
        points = motion.look(frame(n / 5, 200), ())
    assert not len(points.at)


def test_thing_that_stops_is_let_go() -> None:
    motion = cue()
    for n in range(20):
        points = motion.look(frame(n / 5, 60 + min(n, 6) * 10), ())
    assert not len(points.at)


@pytest.mark.parametrize("after_s", [-1.0, 0.0, 30.0])
def test_step_of_the_clock_begins_anew(after_s: float) -> None:
    motion = cue()
    for n in range(6):
        motion.look(frame(n / 5, 60 + n * 10), ())
    assert not len(motion.look(frame(1.0 + after_s, 120), ()).at)


def test_picture_of_another_size_begins_anew() -> None:
    motion = cue()
    for n in range(6):
        motion.look(frame(n / 5, 60 + n * 10), ())
    assert not len(motion.look(frame(1.2, None, np.zeros((480, 270, 3), np.uint8)), ()).at)
