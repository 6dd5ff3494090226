"""What a click that is a pixel off means, against clicks that are."""

import numpy as np
import pytest

from detection.ground import Ground, GroundPoint
from detection.ground_certainty import Certainty, left_out_m
from detection.zones import Point
from tests.pinhole import Pinhole

CAMERA = Pinhole()
COURT: list[Point] = [(-4.0, 8.0), (4.0, 8.0), (4.0, 20.0), (-4.0, 20.0)]
PIXEL = (1 / 1920, 1 / 1080)


def ground_of(places: list[Point], shift: "np.ndarray | None" = None) -> Ground:  # type: ignore[type-arg]
    image = np.array([CAMERA.image(place) for place in places])
    moved = image if shift is None else image + shift * PIXEL
    return Ground(
        tuple(GroundPoint((x, y), at) for (x, y), at in zip(moved.tolist(), places, strict=True))
    )


@pytest.mark.parametrize("place", [(0.0, 10.0), (3.0, 30.0)])
def test_spread_is_that_of_clicks_which_are_a_pixel_off(place: Point) -> None:
    there = CAMERA.image(place)
    chance = np.random.default_rng(3)
    found = [ground_of(COURT, chance.normal(size=(4, 2))).metres(there) for _ in range(400)]
    spread_m = float(np.sqrt(np.mean(np.sum((np.array(found) - place) ** 2, axis=1))))
    certainty = Certainty(ground_of(COURT), PIXEL)
    assert certainty.spread_m(there) == pytest.approx(spread_m, rel=0.15)


def test_distance_spread_has_the_two_clicks_in_it() -> None:
    one, other = CAMERA.image((0.0, 10.0)), CAMERA.image((0.0, 18.0))
    chance = np.random.default_rng(4)

    def measured() -> float:
        ground = ground_of(COURT, chance.normal(size=(4, 2)))
        ends = np.array([one, other]) + chance.normal(size=(2, 2)) * PIXEL
        return ground.distance_m(*map(tuple, ends))

    spread_m = float(np.std([measured() for _ in range(400)]))
    certainty = Certainty(ground_of(COURT), PIXEL)
    assert certainty.distance_spread_m(one, other) == pytest.approx(spread_m, rel=0.15)


def test_far_away_a_pixel_is_more_ground() -> None:
    certainty = Certainty(ground_of(COURT), PIXEL)
    near, far = CAMERA.image((0.0, 9.0)), CAMERA.image((0.0, 40.0))
    assert certainty.pixel_m(far) > 10 * certainty.pixel_m(near)
    assert certainty.pixel_m((0.5, -1.0)) == np.inf


def test_wrong_point_stands_out_when_it_has_no_say() -> None:
    places = [*COURT, (0.0, 12.0), (1.0, 16.0)]
    points = list(ground_of(places).points)
    points[4] = GroundPoint(points[4].image, (1.0, 12.0))
    ground = Ground(tuple(points))
    left_out = left_out_m(ground)
    assert left_out[4] == pytest.approx(1.0, abs=0.05)
    assert ground.misses_m[4] < 0.9
    assert all(miss is not None for miss in left_out)


def test_four_points_leave_none_to_spare() -> None:
    assert left_out_m(ground_of(COURT)) == (None,) * 4
