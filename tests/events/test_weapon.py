from detection.boxes import Box, Detection
from detection.events.weapon import Weapon
from detection.kinds import EventKind
from detection.sighting import Moment, Sighting
from detection.zones import WHOLE_PICTURE, Zone


def weapon(x: float, confidence: float = 0.7) -> Detection:
    return Detection(Box(x, 0.5, x + 0.05, 0.55), "weapon", confidence)


def look(looks: list[tuple[Detection, ...] | None], **parameters: float) -> list[Sighting]:
    rule = Weapon(Zone("", EventKind.WEAPON, WHOLE_PICTURE, parameters))
    moments = [Moment(n / 2, (), cues={"weapons": seen}) for n, seen in enumerate(looks)]
    return [found for one in moments if (found := rule.look(one))]


def test_weapon_seen_in_three_of_four_looks_is_one() -> None:
    (sighting,) = look([(weapon(0.5),), (), (weapon(0.52),), (weapon(0.5),)])
    assert sighting.reason == {"seen": 3, "looks": 4, "percent": 70}
    assert sighting.opened_s == 1.5


def test_umbrella_that_looks_like_one_twice_is_none() -> None:
    assert not look([(weapon(0.5),), (), (), (weapon(0.5),), (), ()])


def test_glints_all_over_the_picture_are_none() -> None:
    assert not look([(weapon(x),) for x in (0.1, 0.5, 0.9, 0.3, 0.7)])


def test_doubtful_ones_do_not_count() -> None:
    assert not look([(weapon(0.5, 0.4),)] * 8)


def test_frames_on_which_nobody_looked_tell_nothing() -> None:
    assert len(look([(weapon(0.5),), None, None, (weapon(0.5),), None, (weapon(0.5),)])) == 1
