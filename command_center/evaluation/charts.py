"""Small charts, drawn by the server: lengths in hundredths of the chart's width, as SVG wants."""

from collections.abc import Sequence
from dataclasses import dataclass

from command_center.evaluation.intervals import Interval
from command_center.evaluation.tally import Tally


@dataclass(frozen=True, slots=True)
class Span:
    """From `x`, so wide; a point of it at `at`, where there is one."""

    x: str
    width: str
    at: str = ""


def interval_span(interval: Interval, value: float | None) -> Span:
    """At least half a hundredth wide, to be seen."""
    low, high = 100 * interval.low, 100 * interval.high
    width = max(0.5, high - low)
    return Span(svg(min(low, 100 - width)), svg(width), "" if value is None else svg(100 * value))


def stacked(tally: Tally, most: int) -> Sequence[tuple[str, Span]]:
    """What people said, side by side; the longest of all bars fills the width."""
    parts = {
        "confirmed": tally.confirmed,
        "invalidated": tally.invalidated,
        "unjudged": tally.unjudged,
    }
    spans, x = [], 0.0
    for name, count in parts.items():
        width = 100 * count / max(1, most)
        spans.append((name, Span(svg(x), svg(width))))
        x += width
    return [(name, span) for name, span in spans if parts[name]]


def svg(value: float) -> str:
    """A point between the digits, in every language."""
    return f"{value:.2f}"
