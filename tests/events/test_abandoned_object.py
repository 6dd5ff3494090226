from detection.boxes import Box, Detection
from detection.events.abandoned_object import AbandonedObject
from detection.ground import Ground, GroundPoint
from detection.kinds import EventKind
from detection.sighting import Moment, Sighting
from detection.still_objects import StillThing
from detection.zones import WHOLE_PICTURE, Zone

STEP_S = 0.2
BAG = Box(0.5, 0.7, 0.55, 0.75)


def person(x: float) -> Detection:
    """0.3 of the picture high, at the height of the bag."""
    return Detection(Box(x - 0.05, 0.45, x + 0.05, 0.75), "person", 0.8)


NEAR, FAR = person(0.6), person(0.95)


def scene(
    seconds: float, *people: Detection, bag: bool = True
) -> list[tuple[bool, tuple[Detection, ...]]]:
    return [(bag, people)] * round(seconds / STEP_S)


def look(*scenes: list[tuple[bool, tuple[Detection, ...]]], **parameters: float) -> list[Sighting]:
    zone = Zone(
        "hall", EventKind.ABANDONED_OBJECT, WHOLE_PICTURE, {"unattended_s": 10, **parameters}
    )
    rule = AbandonedObject(zone)
    sightings = []
    for n, (bag, people) in enumerate(one for part in scenes for one in part):
        second = n * STEP_S
        things = (StillThing(1, BAG, 0.0, second),) if bag else ()
        moment = Moment(second, (), people, cues={"background": things})
        sightings += [found] if (found := rule.look(moment)) else []
    return sightings


def test_thing_is_abandoned_when_its_owner_has_left_for_so_long() -> None:
    (sighting,) = look(scene(6, NEAR), scene(12, FAR))
    assert (round(sighting.start_s, 1), round(sighting.opened_s, 1)) == (5.8, 15.8)
    assert sighting.reason == {"alone_s": 10.0, "things": 1}
    assert sighting.box == BAG


def test_thing_beside_its_owner_is_none() -> None:
    assert not look(scene(60, NEAR))


def test_thing_that_nobody_brought_counts_from_when_it_was_there() -> None:
    (sighting,) = look(scene(12))
    assert sighting.start_s == 0.0


def test_passer_by_neither_attends_it_nor_ends_it() -> None:
    passes = scene(2, NEAR)
    (sighting,) = look(scene(6), passes, scene(6), passes, scene(10))
    assert round(sighting.opened_s, 1) == 10.0


def test_owner_who_comes_back_ends_it() -> None:
    opened, ended = look(scene(12), scene(15, NEAR))
    assert opened.end_s is None
    assert ended.end_s is not None
    assert 12 <= ended.end_s <= 16


def test_thing_that_is_hidden_for_a_moment_is_one_situation() -> None:
    assert len(look(scene(12), scene(3, bag=False), scene(12))) == 1


def test_thing_that_was_taken_away_ends_it() -> None:
    assert len(look(scene(12), scene(10, bag=False))) == 2


def test_nearness_is_measured_on_a_calibrated_ground() -> None:
    """What looks near may be ten metres away, and the other way round."""
    corners = (((0.0, 0.0), (0.0, 0.0)), ((1.0, 0.0), (200.0, 0.0)))
    corners += (((1.0, 1.0), (200.0, 200.0)), ((0.0, 1.0), (0.0, 200.0)))
    ground = Ground(tuple(GroundPoint(image, metres) for image, metres in corners))
    rule = AbandonedObject(Zone("", EventKind.ABANDONED_OBJECT, WHOLE_PICTURE, {"unattended_s": 5}))
    things = (StillThing(1, BAG, 0.0, 0.0),)
    moments = [
        Moment(n / 5, (), (NEAR,), cues={"background": things}, ground=ground) for n in range(40)
    ]
    assert any(rule.look(one) for one in moments)


def test_thing_outside_the_zone_is_none() -> None:
    aside = ((0.0, 0.0), (0.3, 0.0), (0.3, 1.0), (0.0, 1.0))
    rule = AbandonedObject(Zone("x", EventKind.ABANDONED_OBJECT, aside, {"unattended_s": 1}))
    things = (StillThing(1, BAG, 0.0, 0.0),)
    assert not any(rule.look(Moment(n / 5, (), (), cues={"background": things})) for n in range(40))
