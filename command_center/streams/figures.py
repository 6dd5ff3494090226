"""What one watch has done since it began: counted where it happens."""

import json
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import partial
from typing import Any

from command_center.streams.durations import Durations, Spread
from command_center.streams.point import Point

ANALYSIS_BOUNDS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
DELAY_BOUNDS_S = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)

analysis_durations = partial(Durations, ANALYSIS_BOUNDS_S)
delays = partial(Durations, DELAY_BOUNDS_S)


@dataclass(eq=False)
class Figures:
    """Any thread may read them; each is written by one only, so that counting needs no lock.

    The thread that reads the camera writes `received`, `skipped` and `reconnects` (attempts to
    connect again, whether or not they succeeded); the analyst writes the others. `skipped` were
    to be analysed, but a newer frame came before their turn.
    """

    camera_id: int
    camera_name: str
    received: int = 0
    skipped: int = 0
    reconnects: int = 0
    analysed: int = 0
    analysed_at: datetime | None = None
    analysis: Durations = field(default_factory=analysis_durations)
    delay: Durations = field(default_factory=delays)
    alert_delay: Durations = field(default_factory=delays)


@dataclass(frozen=True, slots=True)
class CameraFigures:
    """The same at one moment, and who watches. `point`: means of the last ten seconds."""

    camera_id: int
    camera_name: str
    worker: str
    received: int
    skipped: int
    reconnects: int
    analysed: int
    analysis: Spread
    delay: Spread
    alert_delay: Spread
    point: Point | None = None

    def to_json(self) -> str:
        return json.dumps(self, default=_plain, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> "CameraFigures":
        given: dict[str, Any] = json.loads(text)
        spreads = {name: _spread(given[name]) for name in ("analysis", "delay", "alert_delay")}
        point = given["point"] and Point(**given["point"])
        return cls(**given | spreads | {"point": point})


def at_this_moment(figures: Figures, worker: str, point: Point | None) -> CameraFigures:
    return CameraFigures(
        figures.camera_id,
        figures.camera_name,
        worker,
        figures.received,
        figures.skipped,
        figures.reconnects,
        figures.analysed,
        figures.analysis.spread(),
        figures.delay.spread(),
        figures.alert_delay.spread(),
        point,
    )


def _plain(one: Any) -> dict[str, Any]:
    """A fifth of what `asdict` takes, which copies: this is told of every camera all the time."""
    return {part.name: getattr(one, part.name) for part in fields(one)}


def _spread(given: dict[str, Any]) -> Spread:
    return Spread(tuple(given["bounds_s"]), tuple(given["counts"]), given["total_s"])
