"""Distances by tape, against cameras whose truth is known."""

from collections.abc import Sequence
from itertools import combinations
from math import dist, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detection.ground import Ground, GroundPoint, GroundRefused
from detection.ground_survey import Distance, Survey, missing, surveyed
from detection.zones import Point
from tests.pinhole import Pinhole

COURT: list[Point] = [(-4.0, 8.0), (4.0, 8.0), (4.0, 20.0), (-4.0, 20.0)]
SIDES = [(0, 1), (1, 2), (2, 3), (0, 3)]


def taped(places: Sequence[Point], pairs: Sequence[tuple[int, int]]) -> list[Distance]:
    return [Distance(one, other, dist(places[one], places[other])) for one, other in pairs]


def all_pairs(places: Sequence[Point]) -> list[tuple[int, int]]:
    return list(combinations(range(len(places)), 2))


def seen(places: Sequence[Point], camera: Pinhole) -> list[Point]:
    return [camera.image(place) for place in places]


def ground_of(image: Sequence[Point], survey: Survey) -> Ground:
    pairs = zip(image, survey.metres, strict=True)
    return Ground(tuple(GroundPoint(*pair) for pair in pairs))


def test_rectangle_and_one_diagonal_give_the_ground() -> None:
    camera = Pinhole(turn_deg=10)
    image = seen(COURT, camera)
    survey = surveyed(image, taped(COURT, [*SIDES, (0, 2)]))
    assert survey.error_m < 1e-6
    ground = ground_of(image, survey)
    two = camera.image((0.0, 10.0)), camera.image((2.0, 15.0))
    assert ground.distance_m(*two) == pytest.approx(hypot(2, 5), abs=1e-4)


def test_first_point_is_the_origin_and_the_second_lies_on_the_x_axis() -> None:
    survey = surveyed(seen(COURT, Pinhole()), taped(COURT, all_pairs(COURT)))
    assert survey.metres[0] == pytest.approx((0, 0), abs=1e-9)
    assert survey.metres[1] == pytest.approx((8, 0), abs=1e-6)
    assert survey.metres[2] == pytest.approx((8, 12), abs=1e-6)


def test_points_clicked_the_other_way_round_are_not_mirrored() -> None:
    places = COURT[::-1]
    image = seen(places, Pinhole())
    assert not ground_of(image, surveyed(image, taped(places, all_pairs(places)))).is_mirrored


shift = st.floats(-2.0, 2.0)
cameras = st.builds(
    Pinhole,
    height_m=st.floats(3, 15),
    tilt_deg=st.floats(15, 60),
    turn_deg=st.floats(-25, 25),
    focal=st.floats(0.5, 1.5),
)


@settings(deadline=None, max_examples=60)
@given(cameras, st.lists(st.tuples(shift, shift), min_size=4, max_size=4), st.booleans())
def test_any_quadrangle_is_found_from_the_distances_of_its_corners(
    camera: Pinhole, shifts: list[Point], has_both_diagonals: bool
) -> None:
    places = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(COURT, shifts, strict=True)]
    image = seen(places, camera)
    pairs = all_pairs(places) if has_both_diagonals else [*SIDES, (1, 3)]
    survey = surveyed(image, taped(places, pairs))
    assert survey.error_m < 1e-4
    ground = ground_of(image, survey)
    for one, other in all_pairs(places):
        wanted = dist(places[one], places[other])
        assert ground.distance_m(image[one], image[other]) == pytest.approx(wanted, rel=1e-3)


def test_more_points_need_not_all_be_measured_with_each_other() -> None:
    places = [*COURT, (0.0, 14.0), (2.0, 25.0)]
    pairs = [*SIDES, (0, 2), (0, 4), (1, 4), (2, 4), (2, 5), (3, 5), (4, 5)]
    image = seen(places, Pinhole())
    ground = ground_of(image, surveyed(image, taped(places, pairs)))
    assert ground.distance_m(image[0], image[5]) == pytest.approx(dist(places[0], places[5]))
    assert ground.error_m < 1e-3


def test_distance_that_was_read_wrongly_is_furthest_off() -> None:
    distances = taped(COURT, all_pairs(COURT))
    wrong = next(n for n, one in enumerate(distances) if (one.one, one.other) == (0, 2))
    distances[wrong] = distances[wrong]._replace(metres=distances[wrong].metres + 2)
    survey = surveyed(seen(COURT, Pinhole()), distances)
    assert survey.error_m > 0.2
    assert max(map(abs, survey.misses_m)) == pytest.approx(
        max(abs(survey.misses_m[wrong]), abs(survey.misses_m[4])), rel=0.2
    )


def test_four_sides_alone_can_be_pushed_askew() -> None:
    with pytest.raises(GroundRefused, match=r"measure 1–3 too") as refused:
        surveyed(seen(COURT, Pinhole()), taped(COURT, SIDES))
    assert (refused.value.fault, refused.value.points) == ("loose", (1, 3))


def test_every_missing_distance_is_named() -> None:
    assert len(missing(5, SIDES)) == 3
    assert missing(4, all_pairs(COURT)) == []


@pytest.mark.parametrize("metres", [0.0, -3.0])
def test_distance_of_nothing_is_refused(metres: float) -> None:
    distances = [*taped(COURT, all_pairs(COURT))[1:], Distance(0, 1, metres)]
    with pytest.raises(GroundRefused) as refused:
        surveyed(seen(COURT, Pinhole()), distances)
    assert (refused.value.fault, refused.value.points) == ("no_distance", (1, 2))


def test_three_points_are_too_few() -> None:
    with pytest.raises(GroundRefused) as refused:
        surveyed(seen(COURT[:3], Pinhole()), taped(COURT, [(0, 1), (1, 2), (0, 2)]))
    assert refused.value.fault == "too_few"
