"""What the editor shows of a ground while it is being given: grid, errors, what they mean in cm."""

from math import isfinite
from typing import Any

from command_center.setup.ground.given import GivenGround
from command_center.setup.ground.refusals import length, number
from command_center.setup.ground.templates import plan
from command_center.setup.ground.trial import Trial, tried
from detection.ground import Ground
from detection.ground_certainty import Certainty, left_out_m
from detection.ground_faults import LEAST_POINTS
from detection.ground_grid import Grid, GridLine, grid
from detection.zones import Point

NEAR = (0.5, 1.0)


def preview(given: GivenGround) -> dict[str, Any]:
    trial = tried(given)
    told: dict[str, Any] = {
        "plan": plan(given.template, given.dimensions),
        "refusal": trial.refusal._asdict() if trial.refusal else None,
        "metres": _by_number(given, trial, [point.metres for point in trial.located.points]),
        "distance_misses": [],
        "ground": None,
    }
    if trial.located.survey:
        told["distance_misses"] = [length(abs(miss)) for miss in trial.located.survey.misses_m]
    if trial.ground:
        told["ground"] = _ground(given, trial, trial.ground)
    return told


def _ground(given: GivenGround, trial: Trial, ground: Ground) -> dict[str, Any]:
    certainty = Certainty(ground, (1 / given.pixels[0], 1 / given.pixels[1]))
    lines = grid(ground)
    left_out = [length(miss) if miss else None for miss in left_out_m(ground)]
    return {
        "misses": _by_number(given, trial, [length(miss) for miss in ground.misses_m]),
        "left_out": _by_number(given, trial, left_out),
        "error": length(ground.error_m),
        "is_exact": len(ground.points) == LEAST_POINTS,
        "fine_m": lines.fine_m,
        "labelled_m": lines.labelled_m,
        "lines": [_line(line) for line in lines.lines],
        "horizon": lines.horizon,
        "axes": _axes(ground, lines),
        "marks": _marks(given, ground),
        "near": _sureness(certainty, NEAR),
        "far": _sureness(certainty, lines.far),
        "measured": _measured(given, certainty),
    }


def _by_number(given: GivenGround, trial: Trial, values: list[Any]) -> list[Any]:
    """For each point of the page; None for one that is not known yet."""
    known = dict(zip(trial.located.numbers, values, strict=True))
    return [known.get(number) for number in range(1, len(given.points) + 1)]


def _line(line: GridLine) -> dict[str, Any]:
    return {
        "axis": line.axis,
        "label": f"{number(line.at_m, 0 if abs(line.at_m % 1) < 1e-9 else 1)} m",
        "is_fine": line.is_fine,
        "ends": [line.start, line.end],
    }


def _axes(ground: Ground, lines: Grid) -> list[dict[str, Any]]:
    """Arrows from the origin, as long as the labelled lines are apart, where they can be seen."""
    tips = {"x": (lines.labelled_m, 0.0), "y": (0.0, lines.labelled_m)}
    origin = ground.image((0.0, 0.0))
    seen = {name: ground.image(tip) for name, tip in tips.items()}
    return [{"axis": name, "ends": [origin, tip]} for name, tip in seen.items() if origin and tip]


def _marks(given: GivenGround, ground: Ground) -> list[list[Point]]:
    """The template's lines on the picture: they must lie on the painted ones.

    A piece behind the camera breaks its outline in two.
    """
    outlines: list[list[Point]] = []
    for mark in given.marks():
        outlines.append([])
        for place in (ground.image(metres) for metres in mark):
            if place is None:
                outlines.append([])
            else:
                outlines[-1].append(place)
    return [outline for outline in outlines if len(outline) > 1]


def _sureness(certainty: Certainty, place: Point) -> dict[str, Any] | None:
    pixel_m, spread_m = certainty.pixel_m(place), certainty.spread_m(place)
    if not (isfinite(pixel_m) and isfinite(spread_m)):
        return None
    return {"at": place, "pixel": length(pixel_m), "spread": length(spread_m)}


def _measured(given: GivenGround, certainty: Certainty) -> dict[str, Any] | None:
    if given.measured is None:
        return None
    metres = certainty.ground.distance_m(*given.measured)
    if not isfinite(metres):
        return {"length": None, "spread": None}
    return {
        "length": length(metres),
        "spread": length(certainty.distance_spread_m(*given.measured)),
    }
