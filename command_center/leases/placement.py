"""Which worker is to watch which free camera: the one with the least to do, by measured cost."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from command_center.leases.lease import LEASE_S
from command_center.leases.models import USUAL_COST, Lease, Worker
from command_center.venues.models import Camera

ALIVE_S = 5.0
"""A worker says every second that it lives."""

OFFERED_AT_ONCE = 25
"""A worker begins some 50 watches a second. Were it offered more, offers would pile up faster than
it throws away those that have expired, and it would never come to one that holds."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a worker has to do: `cost` in cores, `room` in cameras."""

    worker: str
    queues: frozenset[str]
    room: int
    cost: float

    def with_one_more(self, cost: float) -> "Load":
        return replace(self, room=self.room - 1, cost=self.cost + cost)


@dataclass(frozen=True, slots=True)
class Free:
    """A camera that nobody watches, what it needs, and what it cost when it was watched last."""

    camera_id: int
    queue: str
    cost: float


@dataclass(frozen=True, slots=True)
class Offer:
    camera_id: int
    worker: str
    cost: float


def place(free: Iterable[Free], loads: Iterable[Load]) -> Iterator[Offer]:
    """The dearest cameras first, or the last of them would tip the balance."""
    by_name = {load.worker: load for load in loads}
    for camera in sorted(free, key=lambda one: (-one.cost, one.camera_id)):
        able = [one for one in by_name.values() if camera.queue in one.queues and one.room > 0]
        if able:
            chosen = min(able, key=lambda one: (one.cost, one.worker))
            by_name[chosen.worker] = chosen.with_one_more(camera.cost)
            yield Offer(camera.camera_id, chosen.worker, camera.cost)


def few_for_each(offers: Iterable[Offer]) -> Iterator[Offer]:
    """As many as each worker can take up before they expire; the others are made next time."""
    made: Counter[str] = Counter()
    for offer in offers:
        made[offer.worker] += 1
        if made[offer.worker] <= OFFERED_AT_ONCE:
            yield offer


def free_cameras() -> list[Free]:
    """Those that are to be watched and are not."""
    last = Lease.objects.filter(camera=OuterRef("pk")).order_by("-fence").values("cost")[:1]
    watched = Camera.objects.filter(is_enabled=True).exclude(pk__in=held().values("camera"))
    rows = watched.annotate(cost=Subquery(last)).values_list("pk", "queue", "cost")
    return [Free(pk, queue, USUAL_COST if cost is None else cost) for pk, queue, cost in rows]


def loads() -> list[Load]:
    """Of the workers that live."""
    costs: dict[str, list[float]] = {}
    for worker, cost in held().values_list("worker", "cost"):
        costs.setdefault(worker, []).append(cost)
    alive = Worker.objects.filter(seen_at__gt=Now() - timedelta(seconds=ALIVE_S))
    return [
        Load(
            worker.name,
            frozenset(worker.queues),
            worker.capacity - len(costs.get(worker.name, [])),
            sum(costs.get(worker.name, [])),
        )
        for worker in alive
    ]


def held() -> "QuerySet[Lease]":
    """The leases in force; of a camera's leases only the latest can be."""
    latest = Lease.objects.filter(camera=OuterRef("camera")).order_by("-fence").values("fence")[:1]
    return Lease.objects.filter(
        given_up_at=None,
        renewed_at__gt=Now() - timedelta(seconds=LEASE_S),
        fence=Subquery(latest),
    )


def is_held(camera_id: int) -> bool:
    return held().filter(camera=camera_id).exists()
