"""Known shapes on the ground: whoever sees four of their points needs no tape measure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from math import cos, pi, prod, sin
from typing import Any

from django.utils.translation import gettext as _

from detection.zones import Point

END, MIDDLE = "end", "middle"
"""A coordinate is told from both ends or from the middle to both sides: shapes are symmetrical."""

Coordinate = tuple[str, float]
LONGEST_M = 2000.0
MOST_TILES = 500


@dataclass(frozen=True, slots=True)
class Dimension:
    """In metres, or a count where `is_count`."""

    name: str
    label: str
    usual: float
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class Feature:
    """A point that can be seen, and with it its mirror images."""

    name: str
    label: str
    x: Coordinate = (END, 0.0)
    y: Coordinate = (END, 0.0)


@dataclass(frozen=True, slots=True)
class Template:
    """x goes along, to the right; y away. Each extent is the product of its dimensions.

    `across` and `along` are lines at an x and at a y, `boxes` stand at both ends (depth, half their
    width), `circle` in the middle.
    """

    name: str
    label: str
    dimensions: tuple[Dimension, ...]
    x: tuple[str, ...]
    y: tuple[str, ...]
    features: tuple[Feature, ...]
    across: tuple[Coordinate, ...] = ()
    along: tuple[Coordinate, ...] = ()
    boxes: tuple[tuple[float, float], ...] = ()
    circle: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    label: str
    metres: Point


def templates() -> list[Template]:
    """The measures are those of the rules of the games, and usual ones; all can be changed."""
    corners = (
        Feature("corner", _("corner")),
        Feature("front", _("middle of the edge"), (MIDDLE, 0)),
        Feature("flank", _("middle of the side"), (END, 0), (MIDDLE, 0)),
        Feature("centre", _("centre"), (MIDDLE, 0), (MIDDLE, 0)),
    )
    length, width = _("Length"), _("Width")
    return [
        Template(
            "rectangle",
            _("Rectangle"),
            (Dimension("width", width, 4), Dimension("depth", _("Depth"), 6)),
            ("width",),
            ("depth",),
            corners,
        ),
        Template(
            "football",
            _("Football pitch"),
            (Dimension("length", length, 105), Dimension("width", width, 68)),
            ("length",),
            ("width",),
            (
                Feature("corner", _("corner")),
                Feature("halfway", _("halfway line"), (MIDDLE, 0)),
                Feature("penalty_inner", _("penalty area"), (END, 16.5), (MIDDLE, 20.16)),
                Feature("penalty_goal", _("penalty area, goal line"), (END, 0), (MIDDLE, 20.16)),
                Feature("goal_inner", _("goal area"), (END, 5.5), (MIDDLE, 9.16)),
                Feature("goal_goal", _("goal area, goal line"), (END, 0), (MIDDLE, 9.16)),
                Feature("post", _("goalpost"), (END, 0), (MIDDLE, 3.66)),
                Feature("spot", _("penalty spot"), (END, 11), (MIDDLE, 0)),
                Feature("centre", _("centre spot"), (MIDDLE, 0), (MIDDLE, 0)),
                Feature("circle", _("centre circle"), (MIDDLE, 0), (MIDDLE, 9.15)),
            ),
            across=((MIDDLE, 0),),
            boxes=((16.5, 20.16), (5.5, 9.16)),
            circle=9.15,
        ),
        Template(
            "rugby",
            _("Rugby pitch"),
            (Dimension("length", length, 100), Dimension("width", width, 70)),
            ("length",),
            ("width",),
            (
                Feature("corner", _("goal line")),
                Feature("line_22", _("22 m line"), (END, 22)),
                Feature("line_10", _("10 m line"), (MIDDLE, 10)),
                Feature("halfway", _("halfway line"), (MIDDLE, 0)),
                Feature("goal_15", _("goal line and 15 m line"), (END, 0), (END, 15)),
                Feature("line_22_15", _("22 m line and 15 m line"), (END, 22), (END, 15)),
                Feature("halfway_15", _("halfway line and 15 m line"), (MIDDLE, 0), (END, 15)),
                Feature("post", _("goalpost"), (END, 0), (MIDDLE, 2.8)),
            ),
            across=((END, 22), (MIDDLE, 10), (MIDDLE, 0)),
            along=((END, 5), (END, 15)),
        ),
        Template(
            "basketball",
            _("Basketball court"),
            (Dimension("length", length, 28), Dimension("width", width, 15)),
            ("length",),
            ("width",),
            (
                Feature("corner", _("corner")),
                Feature("halfway", _("halfway line"), (MIDDLE, 0)),
                Feature("lane_inner", _("free-throw lane"), (END, 5.8), (MIDDLE, 2.45)),
                Feature("lane_end", _("free-throw lane, end line"), (END, 0), (MIDDLE, 2.45)),
                Feature("centre", _("centre spot"), (MIDDLE, 0), (MIDDLE, 0)),
            ),
            across=((MIDDLE, 0),),
            boxes=((5.8, 2.45),),
            circle=1.8,
        ),
        Template(
            "platform",
            _("Platform edge"),
            (
                Dimension("tiles", _("Tiles along the edge"), 20, is_count=True),
                Dimension("tile", _("Length of a tile"), 0.4),
                Dimension("depth", _("Depth"), 3),
            ),
            ("tiles", "tile"),
            ("depth",),
            corners,
        ),
        Template(
            "parking",
            _("Parking bays"),
            (
                Dimension("bays", _("Bays side by side"), 3, is_count=True),
                Dimension("width", _("Width of a bay"), 2.5),
                Dimension("depth", _("Length of a bay"), 5),
            ),
            ("bays", "width"),
            ("depth",),
            corners,
        ),
        Template(
            "slabs",
            _("Paving slabs"),
            (
                Dimension("across", _("Slabs from left to right"), 6, is_count=True),
                Dimension("width", _("Width of a slab"), 0.5),
                Dimension("away", _("Slabs away from you"), 6, is_count=True),
                Dimension("depth", _("Depth of a slab"), 0.5),
            ),
            ("across", "width"),
            ("away", "depth"),
            corners,
        ),
    ]


def extents(template: Template, dimensions: Mapping[str, float]) -> Point:
    x, y = (prod(dimensions[name] for name in names) for names in (template.x, template.y))
    return float(x), float(y)


def dimensions_of(template: Template, given: Mapping[str, object]) -> dict[str, float]:
    """With the usual ones where none is given. Raises `ValueError` for one that cannot be."""
    found = {}
    for dimension in template.dimensions:
        value = float(str(given.get(dimension.name, dimension.usual)))
        most = MOST_TILES if dimension.is_count else LONGEST_M
        if not 0 < value <= most or (dimension.is_count and value % 1):
            raise ValueError(dimension.label)
        found[dimension.name] = value
    return found


def places(template: Template, dimensions: Mapping[str, float]) -> list[Place]:
    along, away = extents(template, dimensions)
    return [
        Place(f"{one.name}{_sign(side_x)}{_sign(side_y)}", _named(one, side_x, side_y), (x, y))
        for one in template.features
        for side_y, y in _mirrored(one.y, away)
        for side_x, x in _mirrored(one.x, along)
    ]


def marks(template: Template, dimensions: Mapping[str, float]) -> list[list[Point]]:
    """Lines painted on the ground, as open outlines in metres."""
    along, away = extents(template, dimensions)
    across = [x for one in template.across for _side, x in _mirrored(one, along)]
    parallel = [y for one in template.along for _side, y in _mirrored(one, away)]
    across += _joints(template, dimensions, template.x, along)
    parallel += _joints(template, dimensions, template.y, away)
    return [
        [(0.0, 0.0), (along, 0.0), (along, away), (0.0, away), (0.0, 0.0)],
        *([(x, 0.0), (x, away)] for x in across),
        *([(0.0, y), (along, y)] for y in parallel),
        *_boxes(template, along, away),
        *_circle(template, along, away),
    ]


def plan(template: Template, dimensions: Mapping[str, float]) -> dict[str, Any]:
    """The shape from above, in metres, as the page draws it."""
    return {
        "template": template.name,
        "extents": extents(template, dimensions),
        "marks": marks(template, dimensions),
        "places": [asdict(place) for place in places(template, dimensions)],
    }


def _joints(
    template: Template, dimensions: Mapping[str, float], names: tuple[str, ...], extent: float
) -> list[float]:
    """Between counted tiles."""
    counts = [one.name for one in template.dimensions if one.is_count and one.name in names]
    count = int(dimensions[counts[0]]) if counts else 1
    return [extent * number / count for number in range(1, count)]


def _boxes(template: Template, along: float, away: float) -> Iterator[list[Point]]:
    for depth, half in template.boxes:
        low, high = away / 2 - half, away / 2 + half
        for end, inner in ((0.0, depth), (along, along - depth)):
            yield [(end, low), (inner, low), (inner, high), (end, high)]


def _circle(template: Template, along: float, away: float) -> Iterator[list[Point]]:
    radius = template.circle
    if radius:
        angles = [2 * pi * step / 48 for step in range(49)]
        yield [(along / 2 + radius * cos(a), away / 2 + radius * sin(a)) for a in angles]


def _mirrored(coordinate: Coordinate, extent: float) -> list[tuple[int, float]]:
    """Side (−1, 0, 1) and value."""
    origin, metres = coordinate
    if origin == END:
        return [(-1, metres), (1, extent - metres)]
    if metres == 0:
        return [(0, extent / 2)]
    return [(-1, extent / 2 - metres), (1, extent / 2 + metres)]


def _sign(side: int) -> str:
    return "-0+"[side + 1]


def _named(feature: Feature, side_x: int, side_y: int) -> str:
    side = {
        (-1, -1): _("near left"),
        (0, -1): _("near"),
        (1, -1): _("near right"),
        (-1, 0): _("left"),
        (0, 0): "",
        (1, 0): _("right"),
        (-1, 1): _("far left"),
        (0, 1): _("far"),
        (1, 1): _("far right"),
    }[side_x, side_y]
    return f"{feature.label}, {side}" if side else feature.label
