from dataclasses import replace

from detection.boxes import Box
from detection.events.fire import Fire
from detection.flicker import Flame
from detection.kinds import EventKind
from detection.sighting import Moment, Sighting
from detection.zones import Zone

STAND = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))
FLAME = Flame(Box(0.1, 0.5, 0.2, 0.7), 0.01, 0.6)


def look(flames: list[tuple[Flame, ...]], **parameters: float) -> list[Sighting]:
    rule = Fire(Zone("stand", EventKind.FIRE, STAND, parameters))
    moments = [Moment(n / 5, (), cues={"flames": seen}) for n, seen in enumerate(flames)]
    return [found for one in moments if (found := rule.look(one))]


def test_flames_that_go_on_are_a_fire() -> None:
    (sighting,) = look([(FLAME,)] * 5)
    assert (sighting.start_s, sighting.opened_s) == (0.0, 0.4)
    assert sighting.reason == {"area_percent": 1.0, "flicker_percent": 60}


def test_what_a_trembling_camera_may_explain_opens_nothing_but_keeps_a_fire_open() -> None:
    unsure = replace(FLAME, is_sure=False)
    assert not look([(unsure,)] * 30)
    assert len(look([(FLAME,)] * 5 + [(unsure,)] * 100)) == 1


def test_flash_is_none() -> None:
    assert not look([(FLAME,), (FLAME,), *[()] * 10])


def test_flames_outside_the_zone_are_none() -> None:
    aside = Flame(Box(0.8, 0.5, 0.9, 0.7), 0.01, 0.6)
    assert not look([(aside,)] * 10)


def test_flames_that_are_too_small_are_none() -> None:
    assert not look([(FLAME,)] * 10, least_area=0.02)


def test_smoke_before_the_flames_does_not_end_the_fire() -> None:
    assert len(look([(FLAME,)] * 5 + [()] * 30 + [(FLAME,)] * 5)) == 1


def test_fire_that_is_out_has_ended() -> None:
    opened, ended = look([(FLAME,)] * 5 + [()] * 60)
    assert (opened.end_s, ended.end_s) == (None, 0.8)
