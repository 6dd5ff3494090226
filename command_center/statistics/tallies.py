"""Counts put together as the evaluation does it: by kind, by camera, by place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from command_center.alerts.verdict import FollowUp, Outcome
from command_center.evaluation.tally import Tally, together
from command_center.statistics.counting import Cell

Key = TypeVar("Key", bound=Hashable)


def tally(cell: Cell) -> Tally:
    if cell.outcome == Outcome.CONFIRMED:
        return Tally(confirmed=cell.alerts)
    if cell.outcome == Outcome.INVALIDATED:
        return Tally(causes={cell.cause: cell.alerts})
    return Tally(unjudged=cell.alerts)


def in_all(cells: Iterable[Cell]) -> Tally:
    return together(map(tally, cells))


def grouped(cells: Iterable[Cell], key: Callable[[Cell], Key]) -> Mapping[Key, Tally]:
    """The one with the most alerts first."""
    found: dict[Key, list[Tally]] = defaultdict(list)
    for cell in cells:
        found[key(cell)].append(tally(cell))
    put_together = {one: together(tallies) for one, tallies in found.items()}
    return dict(sorted(put_together.items(), key=lambda one: -one[1].alerts))


def follow_ups(cells: Iterable[Cell]) -> list[tuple[FollowUp, int]]:
    """What was done about confirmed alerts, the most frequent first."""
    counts = Counter[str]()
    for cell in cells:
        counts[cell.follow_up] += cell.alerts if cell.follow_up else 0
    ranked = sorted((-count, name) for name, count in counts.items() if count)
    return [(FollowUp(name), -count) for count, name in ranked]


def causes(whole: Tally) -> list[tuple[str, int]]:
    """Why alerts were invalidated, the most frequent first."""
    return sorted(whole.causes.items(), key=lambda one: (-one[1], one[0]))
