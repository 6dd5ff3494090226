from dataclasses import replace
from datetime import UTC, datetime

import pytest

from detection.events.intrusion import Intrusion
from detection.kinds import EventKind
from detection.sighting import Sighting
from detection.zones import Zone
from tests.events.moments import Moment, Track, moment, person

LAWN = Zone("lawn", EventKind.INTRUSION, ((0.5, 0.5), (1, 0.5), (1, 1), (0.5, 1)))


def look(moments: list[Moment]) -> list[Sighting]:
    rule = Intrusion(LAWN)
    return [found for one in moments if (found := rule.look(one))]


def seconds(*tracks: Track, start: float = 0.0, end: float = 3.0) -> list[Moment]:
    return [moment(start + n / 5, *tracks) for n in range(round((end - start) * 5))]


def test_person_whose_feet_stay_in_the_zone_is_an_intrusion() -> None:
    (sighting,) = look(seconds(person(0.7, 0.8, track=4)))
    assert (sighting.kind, sighting.zone, sighting.start_s) == (EventKind.INTRUSION, "lawn", 0.0)
    assert sighting.track == 4
    assert sighting.reason == {"objects": 1, "for_s": 1.0}


def test_person_whose_head_alone_reaches_over_the_zone_is_none() -> None:
    upright = Track(1, person(0.7, 0.4).box, "person", 0.9)
    assert not look(seconds(upright))


def test_person_beside_the_zone_is_none() -> None:
    assert not look(seconds(person(0.3, 0.8)))


def test_person_who_only_crosses_a_corner_is_none() -> None:
    assert not look(seconds(person(0.7, 0.8), end=0.8) + seconds(start=0.8))


def test_faint_detection_raises_nothing() -> None:
    assert not look(seconds(person(0.7, 0.8, confidence=0.3)))


def test_vehicle_is_an_intrusion_and_a_dog_is_none() -> None:
    box = person(0.7, 0.8).box
    assert look(seconds(Track(1, box, "truck", 0.8)))
    assert not look(seconds(Track(1, box, "dog", 0.8)))


def test_intrusion_ends_when_it_was_last_seen() -> None:
    opened, ended = look(seconds(person(0.7, 0.8), end=5.0) + seconds(start=5.0, end=9.0))
    assert opened.end_s is None
    assert ended.number == opened.number
    assert ended.end_s == 4.8


def test_second_person_joins_the_situation_that_is_open() -> None:
    both = [person(0.7, 0.8, track=1), person(0.8, 0.8, track=2)]
    assert len(look(seconds(both[0], end=3) + seconds(*both, start=3, end=6))) == 1


def test_person_who_is_lost_for_a_moment_is_one_intrusion() -> None:
    there = person(0.7, 0.8)
    looks = seconds(there, end=3) + seconds(start=3, end=5) + seconds(there, start=5, end=8)
    assert len(look(looks)) == 1


def test_pictures_far_apart_do_not_make_a_stay_of_a_moment() -> None:
    assert not look([moment(0, person(0.7, 0.8)), moment(4), moment(8, person(0.7, 0.8))])


GATE = ((0.5, 0.2), (0.5, 0.9))
"""Downwards: what comes to its right side goes to the left of the picture."""


def crossing(step_x: float, side: float = 0.0, label: str = "person") -> list[Sighting]:
    rule = Intrusion(Zone("gate", EventKind.INTRUSION, GATE, {"side": side}))
    moments = []
    for n in range(25):
        at = person(0.5 - 5.5 * step_x + n * step_x, 0.8)
        moments.append(moment(n / 5, Track(1, at.box, label, 0.8)))
    return [found for one in moments if (found := rule.look(one))]


@pytest.mark.parametrize(
    ("step_x", "side", "found"),
    [(-0.02, 0, 1), (0.02, 0, 1), (-0.02, 1, 1), (0.02, 1, 0), (-0.02, 2, 0), (0.02, 2, 1)],
)
def test_line_is_crossed_to_the_side_that_is_asked(step_x: float, side: float, found: int) -> None:
    assert len([one for one in crossing(step_x, side) if one.end_s is None]) == found


def test_line_that_is_passed_by_is_not_crossed() -> None:
    rule = Intrusion(Zone("gate", EventKind.INTRUSION, ((0.5, 0.1), (0.5, 0.3))))
    assert not any(rule.look(moment(n / 5, person(0.4 + n * 0.02, 0.8))) for n in range(15))


@pytest.mark.parametrize(
    ("hour", "found"), [(21, False), (22, True), (23, True), (3, True), (6, False), (12, False)]
)
def test_schedule_over_midnight_holds(hour: int, found: bool) -> None:
    rule = Intrusion(replace(LAWN, parameters={"from_h": 22, "to_h": 6}))
    at = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
    looks = [replace(one, local_at=at) for one in seconds(person(0.7, 0.8))]
    assert any(rule.look(one) for one in looks) is found


@pytest.mark.parametrize(("label", "parameter"), [("person", "persons"), ("car", "vehicles")])
def test_persons_or_vehicles_may_be_left_out(label: str, parameter: str) -> None:
    seen = seconds(Track(1, person(0.7, 0.8).box, label, 0.9))
    assert look(seen)
    rule = Intrusion(replace(LAWN, parameters={parameter: 0}))
    assert not any(rule.look(one) for one in seen)
