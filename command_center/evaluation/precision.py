"""Precision per camera, kind, models and light: how many of the alerts were real."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count

from command_center.alerts.judging import with_verdict
from command_center.evaluation.light import Light, light_in_sql
from command_center.evaluation.selection import Selection, live
from command_center.evaluation.tally import Tally, together
from detection.kinds import EventKind

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Slice:
    """`models`: the SHA-256 of each that took part; none where the built-in detector did."""

    venue: str
    camera: str
    camera_id: int
    kind: EventKind
    models: tuple[str, ...]
    light: Light


GROUPED_BY = (
    "camera__venue__name",
    "camera__name",
    "camera_id",
    "kind",
    "models",
    "light",
    "outcome",
    "cause",
)

Slices = Mapping[Slice, Tally]


def slices(selection: Selection) -> Slices:
    """As fine as it gets; whatever is coarser is put together from these."""
    alerts = with_verdict(live(selection)).annotate(light=light_in_sql())
    groups = alerts.order_by().values(*GROUPED_BY).annotate(count=Count("pk"))
    found: dict[Slice, list[Tally]] = defaultdict(list)
    for row in groups:
        found[_slice(row)].append(_tally(row))
    return {one: together(found[one]) for one in sorted(found)}


def grouped(given: Slices, key: Callable[[Slice], Key]) -> dict[Key, Tally]:
    found: dict[Key, list[Tally]] = defaultdict(list)
    for one, tally in given.items():
        found[key(one)].append(tally)
    return {name: together(tallies) for name, tallies in found.items()}


def in_all(given: Slices) -> Tally:
    return together(given.values())


def _slice(row: Mapping[str, Any]) -> Slice:
    return Slice(
        venue=row["camera__venue__name"],
        camera=row["camera__name"],
        camera_id=row["camera_id"],
        kind=EventKind(row["kind"]),
        models=tuple(row["models"]),
        light=Light(row["light"]),
    )


def _tally(row: Mapping[str, Any]) -> Tally:
    count = row["count"]
    if row["outcome"] == "confirmed":
        return Tally(confirmed=count)
    if row["outcome"] == "invalidated":
        return Tally(causes={row["cause"]: count})
    return Tally(unjudged=count)
