"""Stops as the pages show them: who, when, why, and how soon workers obeyed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from command_center.law.models import Obedience, Resumption, Stop


@dataclass(frozen=True, slots=True)
class ObedienceRow:
    """`obeyed_s`: from the stop until the worker noted that it obeys; `late_s`: until its last
    analysis ended, 0 where none ended after the stop."""

    worker: str
    obeyed_s: float
    late_s: float


@dataclass(frozen=True, slots=True)
class StopRow:
    """`late_s`: the longest of its workers'; None while no worker has told."""

    stop: Stop
    resumption: Resumption | None
    workers: list[ObedienceRow]

    @property
    def late_s(self) -> float | None:
        return max((worker.late_s for worker in self.workers), default=None)

    @property
    def obeyed_s(self) -> float | None:
        return max((worker.obeyed_s for worker in self.workers), default=None)


def stop_rows(stops: "QuerySet[Stop]") -> list[StopRow]:
    """Two questions to the database, however many they are."""
    known = stops.select_related("by", "order__venue", "resumption__by")
    return [_row(stop) for stop in known.prefetch_related("obediences")]


def _row(stop: Stop) -> StopRow:
    workers = [_obedience(stop, one) for one in stop.obediences.all()]
    return StopRow(stop, getattr(stop, "resumption", None), workers)


def _obedience(stop: Stop, one: Obedience) -> ObedienceRow:
    late = (one.last_analysed_at or stop.at) - stop.at
    return ObedienceRow(one.worker, (one.at - stop.at).total_seconds(), _s(late))


def _s(late: timedelta) -> float:
    return max(0.0, late.total_seconds())


def longest_late_s(rows: Iterable[StopRow]) -> float | None:
    return max((row.late_s for row in rows if row.late_s is not None), default=None)
