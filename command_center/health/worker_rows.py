"""What the health page shows of each worker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum
from django.db.models.functions import Now

from command_center.leases.models import Worker
from command_center.leases.placement import ALIVE_S, held
from command_center.streams.worker_figures import WorkerFigures


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """`told` is None where it tells nothing, or Redis is away."""

    name: str
    is_alive: bool
    seen_at: datetime
    cameras: int
    cores: float
    capacity: int
    told: WorkerFigures | None


def worker_rows(figures: Iterable[WorkerFigures]) -> list[WorkerRow]:
    """Of all that were not shut down: one that died is among them until it comes back."""
    told = {one.worker: one for one in figures}
    watches = held().values("worker").annotate(cameras=Count("pk"), cores=Sum("cost"))
    load = {one["worker"]: (one["cameras"], one["cores"]) for one in watches}
    return [
        WorkerRow(name, is_alive, seen_at, *load.get(name, (0, 0.0)), capacity, told.get(name))
        for name, is_alive, seen_at, capacity in _workers()
    ]


def _workers() -> Iterable[tuple[str, bool, datetime, int]]:
    """Whether one lives is asked of the database's clock, as who hands cameras out does."""
    alive = Q(seen_at__gt=Now() - timedelta(seconds=ALIVE_S))
    workers = Worker.objects.annotate(is_alive=ExpressionWrapper(alive, BooleanField()))
    return workers.order_by("name").values_list("name", "is_alive", "seen_at", "capacity")
