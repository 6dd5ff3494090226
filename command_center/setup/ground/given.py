"""What the ground editor sends, read; each point gets its place in metres as it was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from command_center.setup.ground.templates import (
    Template,
    dimensions_of,
    marks,
    places,
    templates,
)
from detection.ground import GroundPoint, GroundRefused
from detection.ground_survey import Distance, Survey, surveyed
from detection.zones import Point

COORDINATES, DISTANCES, TEMPLATE = "coordinates", "distances", "template"
MOST_POINTS = 40
MOST_SURVEYED = 10
"""By distances: more would have to be measured than anybody does."""

FURTHEST_M = 100_000.0
USUAL_PIXELS = (1920.0, 1080.0)


class GivenPoint(NamedTuple):
    """`metres` and `place` (of the template) are None where they are not given."""

    image: Point
    metres: Point | None
    place: str | None


@dataclass(frozen=True, slots=True)
class GivenGround:
    """`pixels` is the size of the camera's picture; `measured` are two places in it, or None."""

    way: str
    points: tuple[GivenPoint, ...]
    distances: tuple[Distance, ...]
    template: Template
    dimensions: Mapping[str, float]
    pixels: Point
    measured: tuple[Point, Point] | None

    def marks(self) -> list[list[Point]]:
        return marks(self.template, self.dimensions) if self.way == TEMPLATE else []


class Located(NamedTuple):
    """`numbers` are the points' as the page shows them; `survey` is None but for distances."""

    numbers: tuple[int, ...]
    points: tuple[GroundPoint, ...]
    survey: Survey | None = None


def read(sent: Any) -> GivenGround:
    """Raises `ValueError`, `KeyError` or `TypeError` for what no editor sends."""
    points = tuple(_point(point) for point in sent["points"])
    if len(points) > MOST_POINTS or sent["way"] not in {COORDINATES, DISTANCES, TEMPLATE}:
        raise ValueError(sent["way"])
    template = {one.name: one for one in templates()}[sent["template"]]
    measured = sent.get("measured")
    return GivenGround(
        way=sent["way"],
        points=points,
        distances=tuple(_distance(one, len(points)) for one in sent["distances"]),
        template=template,
        dimensions=dimensions_of(template, sent["dimensions"]),
        pixels=_pixels(sent.get("pixels")),
        measured=(_pair(measured[0]), _pair(measured[1])) if measured else None,
    )


def located(given: GivenGround) -> Located:
    """Points that are known. Raises `GroundRefused` for distances that fix none."""
    if given.way == DISTANCES:
        if len(given.points) > MOST_SURVEYED:
            raise GroundRefused(f"{len(given.points)} points by distances.", "too_many")
        survey = surveyed([point.image for point in given.points], given.distances)
        return _located(dict(enumerate(survey.metres, 1)), given)._replace(survey=survey)
    if given.way == TEMPLATE:
        known = {one.name: one.metres for one in places(given.template, given.dimensions)}
        return _located({n: known[p.place] for n, p in _numbered(given) if p.place in known}, given)
    return _located({n: p.metres for n, p in _numbered(given) if p.metres}, given)


def _located(metres: Mapping[int, Point], given: GivenGround) -> Located:
    points = (GroundPoint(given.points[number - 1].image, at) for number, at in metres.items())
    return Located(tuple(metres), tuple(points))


def _numbered(given: GivenGround) -> list[tuple[int, GivenPoint]]:
    return list(enumerate(given.points, 1))


def _point(sent: Any) -> GivenPoint:
    metres, place = sent.get("metres"), sent.get("place")
    at = None if metres is None else _pair(metres)
    return GivenPoint(_pair(sent["image"]), at, None if place is None else str(place))


def _distance(sent: Any, count: int) -> Distance:
    one, other, metres = sent
    if not 0 <= int(one) < int(other) < count:
        raise ValueError(sent)
    return Distance(int(one), int(other), float(metres))


def _pixels(sent: Any) -> Point:
    width, height = _pair(sent or USUAL_PIXELS)
    if min(width, height) < 1:
        raise ValueError(sent)
    return width, height


def _pair(sent: Any) -> Point:
    x, y = sent
    if not max(abs(float(x)), abs(float(y))) <= FURTHEST_M:
        raise ValueError(sent)
    return float(x), float(y)
