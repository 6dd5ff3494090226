import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection.ground import Ground, GroundPoint, GroundRefused
from detection.zones import Point

SQUARE_OF_10_M = (
    GroundPoint((0.4, 0.5), (0.0, 10.0)),
    GroundPoint((0.6, 0.5), (10.0, 10.0)),
    GroundPoint((0.9, 0.9), (10.0, 0.0)),
    GroundPoint((0.1, 0.9), (0.0, 0.0)),
)


def test_measured_points_are_where_they_were_measured() -> None:
    ground = Ground(SQUARE_OF_10_M)
    for point in SQUARE_OF_10_M:
        assert ground.metres(point.image) == pytest.approx(point.metres, abs=1e-6)


def test_far_half_of_the_picture_is_more_ground_than_the_near_half() -> None:
    ground = Ground(SQUARE_OF_10_M)
    assert ground.distance_m((0.5, 0.5), (0.5, 0.6)) > 2 * ground.distance_m((0.5, 0.8), (0.5, 0.9))


def test_area_is_that_of_the_ground() -> None:
    corners = [point.image for point in SQUARE_OF_10_M]
    assert Ground(SQUARE_OF_10_M).area_m2(corners) == pytest.approx(100)


def test_fifth_point_that_was_measured_wrongly_shows_as_an_error() -> None:
    ground = Ground(SQUARE_OF_10_M)
    right = GroundPoint((0.5, 0.7), ground.metres((0.5, 0.7)))
    wrong = GroundPoint((0.5, 0.7), (right.metres[0] + 2, right.metres[1]))
    assert Ground((*SQUARE_OF_10_M, right)).error_m < 0.01
    assert Ground((*SQUARE_OF_10_M, wrong)).error_m > 0.3


def test_what_lies_above_the_horizon_is_infinitely_far() -> None:
    ground = Ground(SQUARE_OF_10_M)
    assert ground.metres((0.5, 0.05)) == (np.inf, np.inf)
    assert ground.area_m2([(0.0, 0.0), (1.0, 0.0), (0.5, 0.9)]) == np.inf


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (SQUARE_OF_10_M[:3], "needs 4 points, 3 given"),
        (
            tuple(GroundPoint((0.1 * n, 0.1 * n), (n, n * n)) for n in range(5)),
            "on one line in the picture",
        ),
        (
            tuple(GroundPoint(p.image, (p.metres[0], 0.0)) for p in SQUARE_OF_10_M),
            "on one line in the ground",
        ),
        ((*SQUARE_OF_10_M[:3], GroundPoint((0.1, 0.9), (np.nan, 0.0))), "is not a number"),
    ],
)
def test_points_that_fix_no_plane_are_refused(
    points: tuple[GroundPoint, ...], message: str
) -> None:
    with pytest.raises(GroundRefused, match=message):
        Ground(points)


def at_places(*places: Point) -> tuple[GroundPoint, ...]:
    """The square's points with other places on the ground."""
    return tuple(
        GroundPoint(point.image, place) for point, place in zip(SQUARE_OF_10_M, places, strict=True)
    )


@pytest.mark.parametrize(
    ("points", "fault", "about"),
    [
        (at_places((0, 10), (10, 10), (10, 0), (5, 10)), "line_ground", (1, 2, 4)),
        (at_places((0, 10), (10, 10), (10, 0), (10, 0)), "equal_ground", (3, 4)),
        ((*SQUARE_OF_10_M[:3], GroundPoint((0.6, 0.5), (0, 0))), "equal_picture", (2, 4)),
        ((*SQUARE_OF_10_M[:3], GroundPoint((0.5, 0.5), (0, 0))), "line_picture", (1, 2, 4)),
    ],
)
def test_refusal_names_the_points_that_it_is_about(
    points: tuple[GroundPoint, ...], fault: str, about: tuple[int, ...]
) -> None:
    with pytest.raises(GroundRefused) as refused:
        Ground(points)
    assert (refused.value.fault, refused.value.points) == (fault, about)


def test_exchanged_corners_would_lie_beyond_the_horizon() -> None:
    with pytest.raises(GroundRefused, match="above the horizon") as refused:
        Ground(at_places((10, 10), (0, 10), (10, 0), (0, 0)))
    assert refused.value.fault == "horizon"


def test_ground_in_a_mirror_is_told_from_one_seen_from_above() -> None:
    assert not Ground(SQUARE_OF_10_M).is_mirrored
    assert Ground(at_places((10, 10), (0, 10), (0, 0), (10, 0))).is_mirrored


def test_place_on_the_ground_is_found_in_the_picture_again() -> None:
    ground = Ground(SQUARE_OF_10_M)
    assert ground.image(ground.metres((0.3, 0.8))) == pytest.approx((0.3, 0.8))
    assert ground.image((5.0, -1000.0)) is None


fractions = st.floats(0.05, 0.95)


@given(st.lists(st.tuples(fractions, fractions), min_size=1, max_size=5))
def test_ground_that_is_the_picture_itself_gives_back_every_point(places: list[Point]) -> None:
    corners: list[Point] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    ground = Ground(tuple(GroundPoint(corner, corner) for corner in corners))
    for place in places:
        assert ground.metres(place) == pytest.approx(place, abs=1e-9)
