import numpy as np
import pytest

from detection.boxes import Box, Track
from detection.events.wrong_way import WrongWay
from detection.kinds import EventKind
from detection.moving_points import MovingPoints
from detection.sighting import Moment, Sighting
from detection.zones import Zone, ZoneRefused

ROAD = ((0.0, 0.4), (1.0, 0.4), (1.0, 1.0), (0.0, 1.0))
TO_THE_RIGHT = {"direction": [1.0, 0.0]}
STEP_S = 0.2


def rule(**parameters: object) -> WrongWay:
    return WrongWay(Zone("road", EventKind.WRONG_WAY, ROAD, {**TO_THE_RIGHT, **parameters}))


def points(*at_and_since: tuple[float, float, float, float]) -> MovingPoints:
    """(x, y) now and 1 s ago, of points that went straight."""
    values = np.array(at_and_since, np.float32).reshape(-1, 4)
    ones = np.ones(len(values), np.float32)
    return MovingPoints(values[:, :2], values[:, 2:], ones, ones, 1.0)


def walks(
    x: float, step_x: float, y: float = 0.8, step_y: float = 0.0, label: str = "person"
) -> list[Moment]:
    """Three seconds of one who goes by a step each frame."""
    moments = []
    for n in range(15):
        feet_x, feet_y = x + n * step_x, y + n * step_y
        box = Box(feet_x - 0.03, feet_y - 0.2, feet_x + 0.03, feet_y)
        track = Track(1, box, label, 0.8)
        moments.append(Moment(n * STEP_S, (track,), cues={"motion": points()}))
    return moments


def look(moments: list[Moment], **parameters: object) -> list[Sighting]:
    looking = rule(**parameters)
    return [found for one in moments if (found := looking.look(one))]


def test_person_against_the_direction_is_seen_within_two_seconds() -> None:
    (sighting,) = look(walks(0.9, -0.03))
    assert sighting.opened_s <= 2.0
    assert sighting.reason["angle_deg"] == 180.0


@pytest.mark.parametrize(
    ("what", "moments"),
    [
        ("with the direction", walks(0.1, 0.03)),
        ("across it", walks(0.5, 0.0, 0.5, 0.03)),
        ("standing, in a box that trembles", walks(0.5, 0.0)),
        ("too slowly to be sure", walks(0.5, -0.003)),
        ("outside the zone", walks(0.9, -0.03, y=0.3)),
        ("a thing that is no vehicle", walks(0.9, -0.03, label="kite")),
    ],
)
def test_what_is_no_wrong_way(what: str, moments: list[Moment]) -> None:
    assert not look(moments), what


def test_person_who_turns_about_has_gone_nowhere() -> None:
    there, back = walks(0.5, 0.03)[:5], walks(0.62, -0.03)[:4]
    later = [Moment(one.pts_s + 1.0, one.tracks, cues=one.cues) for one in back]
    assert not look(there + later)


def car_seen_from_above(step_x: float, count: int) -> list[Moment]:
    """Corner points of something that no detector names, each second 5 steps on."""
    grid = [(0.05 * i, 0.6 + 0.05 * j) for i in range(count // 2) for j in range(2)]
    moments = []
    for n in range(10):
        at = [(0.5 + dx + n * step_x, y) for dx, y in grid]
        moments.append(
            Moment(
                n * STEP_S,
                (),
                cues={"motion": points(*[(x, y, x - 5 * step_x, y) for x, y in at])},
            )
        )
    return moments


def test_vehicle_that_the_detector_does_not_name_is_seen() -> None:
    (sighting,) = look(car_seen_from_above(-0.02, 12))
    assert sighting.track is None
    assert sighting.box.right - sighting.box.left == pytest.approx(0.25, abs=0.01)


def test_few_points_may_be_a_bird_and_are_none() -> None:
    assert not look(car_seen_from_above(-0.02, 6))


def test_unnamed_vehicle_with_the_direction_is_none() -> None:
    assert not look(car_seen_from_above(0.02, 12))


def test_arms_of_a_person_who_walks_rightly_are_none() -> None:
    walker = walks(0.5, 0.03)[0].tracks[0]
    inside = [(0.49 + 0.002 * n, 0.7, 0.6 + 0.002 * n, 0.7) for n in range(12)]
    moments = [Moment(n * STEP_S, (walker,), cues={"motion": points(*inside)}) for n in range(10)]
    assert not look(moments)


def test_procession_against_the_direction_is_one_situation() -> None:
    """A second vehicle three seconds after the first raises no second alert."""
    first = walks(0.9, -0.03)
    second = [
        Moment(one.pts_s + 5.0, (Track(2, *_of(one.tracks[0])),), cues=one.cues)
        for one in walks(0.9, -0.03)
    ]
    assert len(look(first + second)) == 1


def _of(track: Track) -> tuple[Box, str, float]:
    return track.box, track.label, track.confidence


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "wrong_way needs “direction”"),
        ({"direction": [0, 0]}, "points nowhere"),
        ({"direction": 3}, "must be two numbers"),
        ({"direction": ["left", 1]}, "must be two numbers"),
    ],
)
def test_direction_that_is_none_is_refused(parameters: dict[str, object], message: str) -> None:
    with pytest.raises(ZoneRefused, match=message):
        WrongWay(Zone("road", EventKind.WRONG_WAY, ROAD, parameters))
