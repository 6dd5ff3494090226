from dataclasses import replace

from detection.events.density import Density
from detection.ground import Ground, GroundPoint
from detection.kinds import EventKind
from detection.sighting import Moment, Sighting
from detection.zones import Zone
from tests.events.moments import crowd, moment

LEFT = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))


def look(counts: list[int], **parameters: float) -> list[Sighting]:
    rule = Density(Zone("square", EventKind.DENSITY, LEFT, {"limit_people": 8, **parameters}))
    looks = [crowd(float(second), people) for second, people in enumerate(counts)]
    return [found for one in looks if (found := rule.look(one))]


def test_more_people_than_the_limit_is_over_density() -> None:
    (sighting,) = look([12] * 5)
    assert sighting.start_s == 0
    assert sighting.reason == {"people": 12, "low": 12, "high": 12, "limit": 8, "for_s": 1.0}


def test_as_many_people_as_the_limit_is_none() -> None:
    assert not look([8] * 10)


def test_one_look_that_miscounts_is_none() -> None:
    assert not look([3, 3, 15, 3, 3])


def test_one_look_that_misses_people_does_not_end_it() -> None:
    assert len(look([12, 12, 12, 2, 12, 12])) == 1


def test_over_density_ends_when_the_crowd_has_left() -> None:
    opened, ended = look([12] * 5 + [2] * 8)
    assert (opened.end_s, ended.end_s) == (None, 5.0)


def test_people_outside_the_zone_do_not_count() -> None:
    right = tuple((x + 0.5, y) for x, y in LEFT)
    rule = Density(Zone("square", EventKind.DENSITY, right, {"limit_people": 0}))
    assert not any(rule.look(crowd(float(second), 12)) for second in range(5))


def test_frames_on_which_nobody_was_counted_tell_nothing() -> None:
    rule = Density(Zone("square", EventKind.DENSITY, LEFT, {"limit_people": 8}))
    looks = [crowd(0, 12), *[moment(0.2 * n) for n in range(1, 5)], crowd(1, 12)]
    (sighting,) = [found for one in looks if (found := rule.look(one))]
    assert sighting.reason["for_s"] == 1.0


def test_box_holds_everyone_who_was_counted() -> None:
    (sighting,) = look([12] * 3)
    assert (sighting.box.left, round(sighting.box.right, 3)) == (0.0, 0.118)


def test_open_density_ends_only_well_below_its_limit() -> None:
    """At the limit itself a crowd sways; 10 % is the hysteresis."""
    assert len(look([12] * 5 + [8] * 20)) == 1
    assert len(look([12] * 5 + [7] * 20)) == 2


def test_limit_per_square_metre_counts_on_the_ground() -> None:
    corners = ((0.0, 0.0), (0.0, 0.0)), ((1.0, 0.0), (4.0, 0.0))
    corners += ((1.0, 1.0), (4.0, 4.0)), ((0.0, 1.0), (0.0, 4.0))
    ground = Ground(tuple(GroundPoint(image, metres) for image, metres in corners))
    moments = [replace(crowd(float(n), 12), ground=ground) for n in range(5)]
    assert opened(moments, limit_per_m2=1.4).reason["per_m2"] == 1.5  # the left half is 8 m²
    assert not any(density(limit_per_m2=1.6).look(moment) for moment in moments)


def test_faint_persons_are_only_in_the_upper_bound() -> None:
    sure, faint = crowd(0, 12).people, crowd(0, 20).people
    assert sure is not None
    assert faint is not None
    doubtful = tuple(replace(person, confidence=0.15) for person in faint[12:])
    moments = [Moment(float(n), (), (), sure + doubtful) for n in range(5)]
    reason = opened(moments, limit_people=8).reason
    assert (reason["low"], reason["people"], reason["high"]) == (12, 12, 20)


def density(**parameters: float) -> Density:
    return Density(Zone("square", EventKind.DENSITY, LEFT, parameters))


def opened(moments: list[Moment], **parameters: float) -> Sighting:
    rule = density(**parameters)
    (sighting,) = [found for one in moments if (found := rule.look(one))]
    return sighting
