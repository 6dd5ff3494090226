import pytest

from detection.kinds import EventKind
from detection.zones import Zone, ZoneRefused

CONCAVE = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.5, 0.3), (0.1, 0.9))


def test_polygon_of_one_point_is_refused_by_name() -> None:
    with pytest.raises(ZoneRefused, match="“dot”: a polygon needs at least 3 points, 1 given"):
        Zone("dot", EventKind.INTRUSION, ((0, 0),))


def test_line_without_length_is_refused() -> None:
    with pytest.raises(ZoneRefused, match="“line”: a polygon needs at least 3 points, 2 given"):
        Zone("line", EventKind.INTRUSION, ((0, 0), (0, 0)))


def test_polygon_in_pixels_is_refused_with_advice() -> None:
    with pytest.raises(ZoneRefused, match="divide pixels by the width"):
        Zone("lawn", EventKind.INTRUSION, ((0, 0), (640, 0), (640, 480)))


@pytest.mark.parametrize(
    ("point", "inside"),
    [((0.5, 0.2), True), ((0.15, 0.8), True), ((0.5, 0.8), False), ((0.05, 0.5), False)],
)
def test_concave_zone_contains_what_lies_within_its_edges(
    point: tuple[float, float], inside: bool
) -> None:
    assert Zone("yard", EventKind.INTRUSION, CONCAVE).contains(point) is inside
