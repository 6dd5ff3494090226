from dataclasses import replace

import pytest

from detection.boxes import Box, Detection, Track
from detection.events.person_down import PersonDown
from detection.kinds import EventKind
from detection.sighting import Moment, Sighting
from detection.zones import WHOLE_PICTURE, Zone

STEP_S = 0.2
STANDING = Box(0.45, 0.3, 0.55, 0.7)
LYING = Box(0.42, 0.6, 0.78, 0.72)
SITTING_ON_A_CHAIR = Box(0.45, 0.4, 0.57, 0.7)
SITTING_ON_THE_GROUND = Box(0.44, 0.5, 0.62, 0.7)
BENDING = Box(0.4, 0.42, 0.62, 0.7)


def at(second: float, *people: Box, track: int | None = 1, label: str = "person") -> Moment:
    found = tuple(Detection(box, label, 0.8) for box in people)
    tracks = tuple(Track(track, box, label, 0.8) for box in people[:1]) if track else ()
    return Moment(second, tracks, found)


def story(*scenes: tuple[float, Moment]) -> list[Moment]:
    """Each scene for its seconds; times follow."""
    moments: list[Moment] = []
    for seconds, scene in scenes:
        for _ in range(round(seconds / STEP_S)):
            moments.append(Moment(len(moments) * STEP_S, scene.tracks, scene.found))
    return moments


def look(moments: list[Moment], **parameters: float) -> list[Sighting]:
    rule = PersonDown(Zone("", EventKind.PERSON_DOWN, WHOLE_PICTURE, parameters))
    return [found for one in moments if (found := rule.look(one))]


STOOD = (2.0, at(0, STANDING))


def test_person_who_falls_and_stays_is_down_since_the_fall() -> None:
    (sighting,) = look(story(STOOD, (3.0, at(0, LYING))))
    assert sighting.start_s == pytest.approx(2.0)
    assert sighting.opened_s == pytest.approx(3.0)
    assert sighting.reason == {"for_s": 1.0, "drop_heights": 0.75}


@pytest.mark.parametrize(
    ("what", "box"),
    [
        ("sits down on a chair", SITTING_ON_A_CHAIR),
        ("sits down on the ground", SITTING_ON_THE_GROUND),
        ("bends to a shoe", BENDING),
        ("stands on", STANDING),
    ],
)
def test_person_who_does_not_lie_is_none(what: str, box: Box) -> None:
    assert not look(story(STOOD, (6.0, at(0, box)))), what


def test_person_who_gets_up_at_once_is_none() -> None:
    assert not look(story(STOOD, (0.6, at(0, LYING)), (4.0, at(0, STANDING))))


def test_person_who_lay_there_all_along_is_none() -> None:
    both = Moment(0, at(0, STANDING).tracks, at(0, STANDING, LYING).found)
    leaves = at(0, LYING, track=None)
    assert not look(story((2.0, both), (6.0, leaves)))
    assert not look(story((6.0, leaves)))


def test_person_who_lies_down_slowly_has_not_fallen() -> None:
    sits = (4.0, at(0, SITTING_ON_THE_GROUND))
    assert not look(story(STOOD, sits, (5.0, at(0, LYING))))


def test_fallen_person_whom_the_network_takes_for_a_dog_is_down() -> None:
    assert len(look(story(STOOD, (3.0, at(0, LYING, track=None, label="dog"))))) == 1


@pytest.mark.parametrize("label", ["car", "chair", "bicycle"])
def test_thing_that_shows_where_a_person_stood_is_none(label: str) -> None:
    assert not look(story(STOOD, (3.0, at(0, LYING, track=None, label=label))))


def test_dog_whose_owner_has_gone_is_too_small_for_a_body() -> None:
    dog = Box(0.46, 0.62, 0.54, 0.7)
    assert not look(story(STOOD, (4.0, at(0, dog, track=None, label="dog"))))


class Closer:
    """A closer look that has seen these; it counts how often it was asked."""

    def __init__(self, *boxes: Box, confidence: float = 0.8) -> None:
        self.found = [Detection(box, "person", confidence) for box in boxes]
        self.asked = 0

    def lying(self, area: Box) -> list[Detection]:
        self.asked += 1
        return [one for one in self.found if area.intersection(one.box) > 0]

    def glimpses_lying(self, area: Box) -> bool:
        return bool(self.lying(area))


def with_look(moments: list[Moment], closer: Closer) -> list[Moment]:
    return [replace(one, cues={"lying": closer}) for one in moments]


def test_fall_that_a_closer_look_confirms_is_asked_about_once() -> None:
    closer = Closer(LYING)
    assert len(look(with_look(story(STOOD, (6.0, at(0, LYING))), closer))) == 1
    assert closer.asked == 1


@pytest.mark.parametrize("closer", [Closer(), Closer(LYING, confidence=0.3), Closer(STANDING)])
def test_fall_that_a_closer_look_does_not_confirm_is_none(closer: Closer) -> None:
    """A jacket on the lawn, or somebody who walks in where another walked out."""
    assert not look(with_look(story(STOOD, (6.0, at(0, LYING))), closer))


def test_body_that_only_a_closer_look_sees_is_down() -> None:
    nobody = Moment(0, (), ())
    (sighting,) = look(with_look(story(STOOD, (4.0, nobody)), Closer(LYING)))
    assert sighting.start_s == pytest.approx(2.2, abs=0.21)
    assert sighting.box == LYING


def test_person_who_has_gone_is_looked_for_seldom() -> None:
    closer = Closer()
    assert not look(with_look(story(STOOD, (4.0, Moment(0, (), ()))), closer))
    assert 1 <= closer.asked <= 3


def test_person_who_went_behind_another_is_not_looked_for() -> None:
    closer, other = Closer(LYING), Box(0.5, 0.3, 0.6, 0.7)
    hidden = Moment(0, (Track(2, other, "person", 0.8),), at(0, other).found)
    assert not look(with_look(story(STOOD, (4.0, hidden)), closer))
    assert closer.asked == 0


def test_passer_by_who_stands_where_another_lies_does_not_end_it() -> None:
    helper = Box(0.6, 0.3, 0.7, 0.7)
    lies = Moment(0, (), at(0, LYING).found)
    helped = Moment(0, (Track(2, helper, "person", 0.8),), at(0, LYING, helper).found)
    assert len(look(story(STOOD, (2.0, lies), (3.0, helped), (3.0, lies)))) == 1


def test_body_that_is_overlooked_for_seconds_is_one_situation() -> None:
    nobody = Moment(0, (), ())
    lies = (2.0, at(0, LYING, track=None))
    assert len(look(story(STOOD, lies, (3.0, nobody), lies))) == 1


def test_who_walks_out_at_the_lower_edge_is_none() -> None:
    """The top of the box sinks there too, and with it what is left of the body."""
    moments = [at(0, Box(0.45, 0.55, 0.55, 0.95))] * 8
    moments += [at(0, Box(0.45, 0.6 + 0.06 * n, 0.55, 1.0)) for n in range(6)]
    timed = [Moment(n * STEP_S, one.tracks, one.found) for n, one in enumerate(moments)]
    stays = [Moment(2.8 + n * STEP_S, (), (moments[-1].found[0],)) for n in range(15)]
    assert not look(timed + stays)


def test_person_who_is_too_small_is_not_judged() -> None:
    def far(box: Box) -> Box:
        return Box(box.left / 5, box.top / 5, box.right / 5, box.bottom / 5)

    assert not look(story((2.0, at(0, far(STANDING))), (4.0, at(0, far(LYING)))))


def test_body_outside_the_zone_is_none() -> None:
    aside = ((0.0, 0.0), (0.3, 0.0), (0.3, 1.0), (0.0, 1.0))
    rule = PersonDown(Zone("aside", EventKind.PERSON_DOWN, aside))
    assert not any(rule.look(one) for one in story(STOOD, (4.0, at(0, LYING))))
