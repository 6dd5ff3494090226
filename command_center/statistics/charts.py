"""Charts, drawn by the server: lengths in units of their own viewBox, as SVG wants them."""

from collections.abc import Sequence
from dataclasses import dataclass

from command_center.evaluation.charts import svg
from command_center.evaluation.tally import Tally
from command_center.statistics.course import Course

WIDTH, HEIGHT = 1120, 200
LEFT, RIGHT, TOP, BOTTOM = 40, 24, 10, 24
GROUND = HEIGHT - BOTTOM
BARS_APART = 0.22
"""Of the place that a bar has."""

LABELS_AT_MOST = 12
NICE = (1, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Part:
    """Of a bar, upwards: `name` is its class."""

    name: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`label`: below it, empty for every other one where they are many."""

    x: str
    width: str
    middle: str
    parts: Sequence[Part]
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    y: str
    text_y: str
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    ground: int = GROUND


def course_chart(course: Course) -> BarChart:
    """Confirmed, invalidated, without verdict: one on the other."""
    stacks = [(one.label, _stack(one.tally)) for one in course.moments]
    return _chart(stacks)


def _stack(tally: Tally) -> list[tuple[str, int]]:
    return [
        ("confirmed", tally.confirmed),
        ("invalidated", tally.invalidated),
        ("unjudged", tally.unjudged),
    ]


def _chart(stacks: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> BarChart:
    most = max((sum(count for _, count in parts) for _, parts in stacks), default=0)
    top = nice_above(most)
    place = (WIDTH - LEFT - RIGHT) / max(1, len(stacks))
    every = -(-len(stacks) // LABELS_AT_MOST) or 1
    bars = [
        _bar(n, place, top, parts, label, is_labelled=n % every == 0)
        for n, (label, parts) in enumerate(stacks)
    ]
    return BarChart(bars, [_tick(share * top, top) for share in (0, 0.5, 1)])


def nice_above(most: int) -> int:
    """The end of the scale: an even number that people count in, not below `most`."""
    size = 1
    while True:
        for step in NICE:
            if (whole := step * size) >= max(2, most) and whole % 2 == 0:
                return whole
        size *= 10


def _bar(
    n: int,
    place: float,
    top: int,
    parts: Sequence[tuple[str, int]],
    label: str,
    *,
    is_labelled: bool,
) -> Bar:
    x, width = LEFT + place * (n + BARS_APART / 2), place * (1 - BARS_APART)
    drawn, y = [], float(GROUND)
    for name, count in parts:
        height = (GROUND - TOP) * count / top
        y -= height
        if count:
            drawn.append(Part(name, svg(y), svg(height)))
    count = sum(count for _, count in parts)
    middle = svg(x + width / 2)
    return Bar(svg(x), svg(width), middle, drawn, label if is_labelled else "", f"{label}: {count}")


def _tick(value: float, top: int) -> Tick:
    y = GROUND - (GROUND - TOP) * value / top
    return Tick(svg(y), svg(y + 4), str(round(value)))
