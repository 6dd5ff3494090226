import numpy as np
import pytest

from detection.boxes import Box, Detection
from detection.events.crowd_movement import CrowdMovement
from detection.ground import Ground, GroundPoint
from detection.kinds import EventKind
from detection.paces import coherence
from detection.sighting import Moment, Sighting
from detection.zones import WHOLE_PICTURE, Zone

STEP_S = 0.2
HEIGHT = 0.2


def crowd(paces: list[float], seconds: float, start_s: float = 0.0) -> list[Moment]:
    """One person for each pace (heights a second), in lanes, to the right and round again."""
    moments = []
    for n in range(round(seconds / STEP_S)):
        people = []
        for lane, pace in enumerate(paces):
            x = (0.3 * lane + pace * HEIGHT * n * STEP_S) % 1.0
            feet = 0.25 + 0.1 * lane
            people.append(Detection(Box(x - 0.03, feet - HEIGHT, x + 0.03, feet), "person", 0.7))
        moments.append(Moment(start_s + n * STEP_S, (), tuple(people)))
    return moments


def look(moments: list[Moment], **parameters: float) -> list[Sighting]:
    rule = CrowdMovement(Zone("", EventKind.CROWD_MOVEMENT, WHOLE_PICTURE, parameters))
    return [found for one in moments if (found := rule.look(one))]


def test_walkers_who_suddenly_run_are_seen_within_two_seconds() -> None:
    calm, rush = crowd([0.8] * 5, 12), crowd([2.4] * 5, 5, start_s=12.0)
    (sighting,) = look(calm + rush)
    assert 12 <= sighting.opened_s <= 14
    assert sighting.reason["people"] == 5
    assert sighting.reason["times"] == pytest.approx(3.0, abs=0.2)


@pytest.mark.parametrize(
    ("what", "paces"),
    [
        ("many who walk", [0.8] * 7),
        ("a brisk walk", [1.2] * 5),
        ("two who run for their train", [2.4] * 2),
        ("two who run among walkers", [2.4] * 2 + [0.8] * 5),
        ("many who stand", [0.0] * 7),
    ],
)
def test_what_is_no_crowd_movement(what: str, paces: list[float]) -> None:
    assert not look(crowd(paces, 20)), what


def test_race_is_usual_where_everybody_runs() -> None:
    """From the start too: until enough is known, a walk is taken for usual."""
    sightings = look(crowd([1.5] * 5, 60))
    assert not sightings


def test_two_cameras_of_different_habit_judge_the_same_pace_differently() -> None:
    run = crowd([1.9] * 5, 5, start_s=60.0)
    assert look(crowd([0.8] * 5, 60) + run)
    assert not look(crowd([1.4] * 5, 60) + run)


def test_two_runners_are_enough_where_the_venue_says_so() -> None:
    assert look(crowd([2.4] * 2, 20), least_people=2)


def test_calibrated_ground_decides_by_metres() -> None:
    """Seen from far above, a person of a fifth of the picture may cover 10 m: this ground is
    four times smaller than the boxes suggest, so that nobody runs."""
    corners = [((0.0, 0.0), (0.0, 0.0)), ((1.0, 0.0), (2.0, 0.0))]
    corners += [((1.0, 1.0), (2.0, 2.0)), ((0.0, 1.0), (0.0, 2.0))]
    ground = Ground(tuple(GroundPoint(image, metres) for image, metres in corners))
    rush = crowd([2.4] * 5, 20)
    assert look(rush)
    assert not look([Moment(m.pts_s, (), m.found, ground=ground) for m in rush])


def test_gap_in_the_frames_takes_nobody_for_a_runner() -> None:
    walk = crowd([0.8] * 5, 6)
    gaps = [one for n, one in enumerate(walk) if n % 6 == 0]
    assert not look(gaps)


def test_coherence_is_one_where_all_go_the_same_way_and_none_where_they_scatter() -> None:
    angles = np.linspace(0, 2 * np.pi, 9)[:-1]
    assert coherence(np.ones((5, 2))) == pytest.approx(1)
    assert coherence(np.column_stack([np.cos(angles), np.sin(angles)])) == pytest.approx(0)
