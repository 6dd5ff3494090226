"""What is kept of a calibration's frames: the highest scores, and a view with nobody in it."""

import numpy as np

from detection.boxes import Box
from detection.calibration.empty_view import NEVER_SEEN, EmptyView
from detection.calibration.highest import BLOCK_S, HighestOfMinute
from detection.calibration.score import Score
from detection.kinds import EventKind


def score(value: float, zone: str = "lawn") -> Score:
    return Score(EventKind.INTRUSION, zone, "min_confidence", value)


def test_highest_of_each_minute_is_given_when_the_next_begins() -> None:
    minutes = HighestOfMinute()
    assert minutes.add(0.0, [score(0.2), score(0.9, "gate")]) is None
    assert minutes.add(30.0, [score(0.5)]) is None
    assert minutes.add(BLOCK_S, [score(0.1)]) == {
        ("intrusion", "lawn", "min_confidence"): 0.5,
        ("intrusion", "gate", "min_confidence"): 0.9,
    }
    assert minutes.add(2 * BLOCK_S, []) == {("intrusion", "lawn", "min_confidence"): 0.1}


def test_clock_that_steps_back_begins_a_new_minute() -> None:
    minutes = HighestOfMinute()
    minutes.add(50.0, [score(0.2)])
    assert minutes.add(3.0, [score(0.7)]) == {("intrusion", "lawn", "min_confidence"): 0.2}


def test_person_who_was_found_is_not_in_the_empty_view() -> None:
    """Somebody who stands there most of the time, and is found, leaves no trace."""
    view = EmptyView()
    there = Box(0.4, 0.3, 0.5, 0.8)
    for number in range(40):
        picture = np.full((90, 160, 3), 60, np.uint8)
        boxes = []
        if number % 4:
            picture[27:72, 64:80] = 250
            boxes = [there]
        view.add(picture, boxes, 10.0 * number)
    empty = view.picture()
    assert empty is not None
    assert (empty == 60).all()


def test_place_that_was_always_covered_is_grey() -> None:
    view = EmptyView()
    picture = np.full((90, 160, 3), 60, np.uint8)
    view.add(picture, [Box(0.0, 0.0, 0.5, 1.0)], 0.0)
    empty = view.picture()
    assert empty is not None
    assert (empty[:, :70] == NEVER_SEEN).all()
    assert (empty[:, 110:] == 60).all()
