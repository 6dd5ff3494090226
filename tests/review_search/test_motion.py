"""What counts as movement in an area: beyond noise and light, and only inside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from detection.motion_search.area import Area, AreaRefused, read_area
from detection.motion_search.comparing import Comparer

WHOLE = Area(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
LEFT = Area(((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)))


def scene(seed: int, noise: float = 3.0, light: float = 1.0) -> NDArray[np.uint8]:
    """A tiled place with the grain of a sensor."""
    tiles = np.full((180, 320), 120.0)
    tiles[::20], tiles[:, ::30] = 70, 70
    grain = np.random.default_rng(seed).normal(0, noise, tiles.shape)
    return np.clip(tiles * light + grain, 0, 255).astype(np.uint8)


def with_somebody(image: NDArray[np.uint8], x: int, y: int = 60) -> NDArray[np.uint8]:
    image = image.copy()
    image[y : y + 40, x : x + 14] = 20
    return image


def moved(area: Area, *pictures: NDArray[np.uint8]) -> list[float | None]:
    comparer = Comparer(area)
    return [comparer.moved(one) for one in pictures]


@pytest.mark.parametrize("noise", [0.0, 3.0, 8.0])
def test_grain_is_no_movement(noise: float) -> None:
    assert moved(WHOLE, *(scene(seed, noise) for seed in range(8))) == [None, *[0.0] * 7]


def test_light_that_goes_up_or_down_is_no_movement() -> None:
    lights = (1.0, 1.2, 0.9, 0.8, 1.0)
    pictures = [scene(number, light=light) for number, light in enumerate(lights)]
    assert moved(WHOLE, *pictures) == [None, 0.0, 0.0, 0.0, 0.0]


@given(st.integers(0, 300), st.integers(0, 135), st.integers(16, 60))
def test_whoever_walks_is_found_where_they_walk_and_nowhere_else(x: int, y: int, step: int) -> None:
    there = min(305, x + step) if x < 200 else x - step
    pictures = [with_somebody(scene(1), x, y), with_somebody(scene(2), there, y)]
    assert moved(WHOLE, *pictures)[1]
    (_, left) = moved(LEFT, *pictures)
    inside = [max(0, min(160, at + 14) - at) for at in (x, there)]
    if max(inside) == 0:
        assert left == 0.0
    elif max(inside) > 6:
        assert left


def test_whoever_stands_still_does_not_move() -> None:
    assert moved(WHOLE, *(with_somebody(scene(seed), 100) for seed in range(5)))[1:] == [0.0] * 4


def test_after_a_gap_nothing_is_compared() -> None:
    comparer = Comparer(WHOLE)
    comparer.moved(scene(1))
    comparer.forget()
    assert comparer.moved(with_somebody(scene(2), 100)) is None


def test_picture_of_another_size_begins_anew() -> None:
    assert moved(WHOLE, scene(1), scene(2)[:90, :160], scene(3)[:90, :160]) == [None, None, 0.0]


def test_strength_is_the_share_of_the_area() -> None:
    half = scene(1)
    half[:, 160:] = 10
    (_, share) = moved(WHOLE, scene(2), half)
    assert share is not None
    assert 0.4 < share < 0.55


@pytest.mark.parametrize(
    "given_area",
    [
        None,
        "area",
        7,
        {"x": 1},
        [],
        [[0, 0], [1, 1]],
        [[0, 0], [1, 0], [1]],
        [[0, 0], [1, 0], ["a", "b"]],
        [[0, 0], [1, 0], [1, 1.01]],
        [[0, 0], [1, 0], [1, float("nan")]],
        [[0, 0], [0.01, 0], [0.01, 0.01]],
        [[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]],
        [[0, 0], [1, 0], [1, 1]] * 7,
    ],
)
def test_what_is_no_area_is_refused(given_area: object) -> None:
    with pytest.raises(AreaRefused):
        read_area(given_area)


POINTS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=20)


@given(POINTS)
def test_every_area_that_is_taken_can_be_searched(points: list[tuple[float, float]]) -> None:
    try:
        area = Area(tuple(points))
    except AreaRefused:
        return
    assert moved(area, scene(1), scene(1)) == [None, 0.0]
