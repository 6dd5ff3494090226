import numpy as np
import pytest
from django.utils.translation import override

from command_center.setup.ground.templates import (
    Template,
    dimensions_of,
    extents,
    marks,
    places,
    templates,
)

with override("en"):
    ALL = templates()
FOOTBALL = next(one for one in ALL if one.name == "football")


@pytest.mark.parametrize("template", ALL, ids=lambda one: one.name)
def test_places_are_in_the_shape_and_have_names_of_their_own(template: Template) -> None:
    usual = dimensions_of(template, {})
    found = places(template, usual)
    assert len({place.name for place in found}) == len({place.metres for place in found})
    assert len({place.label for place in found}) == len(found)
    at = np.array([place.metres for place in found])
    assert (at >= 0).all()
    assert (at <= np.array(extents(template, usual)) + 1e-9).all()
    assert all(len(mark) > 1 for mark in marks(template, usual))


@pytest.mark.parametrize("template", ALL, ids=lambda one: one.name)
def test_first_four_places_are_its_corners(template: Template) -> None:
    """Whoever clicks what is asked for gets a ground."""
    first = [place.metres for place in places(template, dimensions_of(template, {}))[:4]]
    assert len({x for x, _ in first}) == len({y for _, y in first}) == 2


def test_penalty_spot_is_eleven_metres_from_a_goal_line_of_any_length() -> None:
    with override("en"):
        found = {
            place.label: place.metres for place in places(FOOTBALL, {"length": 90, "width": 60})
        }
    assert found["penalty spot, left"] == (11, 30)
    assert found["penalty spot, right"] == (79, 30)
    assert found["penalty area, far left"] == pytest.approx((16.5, 50.16))


def test_counted_tiles_are_multiplied() -> None:
    platform = next(one for one in ALL if one.name == "platform")
    assert extents(platform, dimensions_of(platform, {"tiles": 5, "tile": 0.6})) == (3.0, 3.0)


@pytest.mark.parametrize(
    "given", [{"length": 0}, {"length": -5}, {"length": "wide"}, {"length": 1e9}, {"length": "nan"}]
)
def test_dimension_that_cannot_be_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        dimensions_of(FOOTBALL, given)
