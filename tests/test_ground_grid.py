import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detection.ground import Ground, GroundPoint
from detection.ground_grid import grid
from detection.zones import Point
from tests.pinhole import Pinhole

COURT: list[Point] = [(-4.0, 8.0), (4.0, 8.0), (4.0, 20.0), (-4.0, 20.0)]


def ground_of(camera: Pinhole, places: list[Point] = COURT) -> Ground:
    return Ground(tuple(GroundPoint(camera.image(place), place) for place in places))


def is_in_picture(place: Point) -> bool:
    return all(0 <= value <= 1 for value in place)


cameras = st.builds(
    Pinhole,
    height_m=st.floats(3, 15),
    tilt_deg=st.floats(10, 60),
    turn_deg=st.floats(-25, 25),
    focal=st.floats(0.5, 1.0),
)


@settings(deadline=None, max_examples=60)
@given(cameras)
def test_every_line_is_in_the_picture_where_it_says(camera: Pinhole) -> None:
    ground = ground_of(camera)
    assume(sum(is_in_picture(point.image) for point in ground.points) >= 2)
    lines = grid(ground).lines
    assert {line.axis for line in lines} == {"x", "y"}
    for line in lines:
        for end in (line.start, line.end):
            assert np.all((np.array(end) > -1e-9) & (np.array(end) < 1 + 1e-9))
            there = ground.metres(end)["xy".index(line.axis)]
            assert there == pytest.approx(line.at_m, abs=1e-3)


def test_lines_of_a_metre_lie_between_those_of_five() -> None:
    found = grid(ground_of(Pinhole()))
    assert (found.fine_m, found.labelled_m) == (1.0, 5.0)
    assert all(line.at_m % 5 for line in found.lines if line.is_fine)
    assert not any(line.at_m % 5 for line in found.lines if not line.is_fine)


def test_grid_of_a_pitch_is_coarser_than_that_of_a_bay() -> None:
    pitch = ground_of(
        Pinhole(height_m=20), [(-50.0, 30.0), (50.0, 30.0), (50.0, 98.0), (-50.0, 98.0)]
    )
    bay = ground_of(Pinhole(), [(-1.0, 8.0), (1.5, 8.0), (1.5, 13.0), (-1.0, 13.0)])
    assert grid(pitch).labelled_m == 10.0
    assert grid(bay).fine_m == 0.2


def test_lines_end_before_they_run_into_one_towards_the_horizon() -> None:
    flat = ground_of(
        Pinhole(height_m=3, tilt_deg=5), [(-4.0, 8.0), (4.0, 8.0), (4.0, 90.0), (-4.0, 90.0)]
    )
    across = sorted(line.start[1] for line in grid(flat).lines if line.axis == "y")
    assert np.diff(across).min() > 0.004


def test_horizon_is_drawn_where_it_is() -> None:
    level = ground_of(Pinhole(tilt_deg=10, focal=0.5))
    horizon = grid(level).horizon
    assert horizon is not None
    assert horizon[0][1] == pytest.approx(horizon[1][1], abs=1e-6)
    assert horizon[0][1] < 0.5
    assert grid(ground_of(Pinhole(tilt_deg=60))).horizon is None


def test_ground_seen_from_straight_above_has_a_grid_too() -> None:
    corners: list[Point] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    above = Ground(tuple(GroundPoint((x, y), (10 * x, -10 * y)) for x, y in corners))
    found = grid(above)
    assert found.horizon is None
    assert len(found.lines) > 10


def test_ground_measured_beside_the_picture_has_a_grid_too() -> None:
    flat = ground_of(Pinhole(height_m=13.0, tilt_deg=10.0, turn_deg=0.0, focal=1.0))
    assert all(point.image[1] > 1 for point in flat.points)
    assert {line.axis for line in grid(flat).lines} == {"x", "y"}
