"""The gate: which kinds of event may be looked for, by which camera, at which instant."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from command_center.law.models import Order
from command_center.law.once_a_second import OnceASecond
from detection.kinds import EventKind


def permitted_kinds(camera_id: int, at: datetime) -> frozenset[EventKind]:
    """The kinds that an order in force permits; empty means: do not analyse."""
    orders = Order.objects.in_force(at).filter(ordered_cameras__camera_id=camera_id)
    kinds = orders.values_list("kinds", flat=True)
    return frozenset(EventKind(kind) for listed in kinds for kind in listed)


def covering_order(camera_id: int, kind: EventKind, at: datetime) -> Order | None:
    """The order that covers an event, the one that began last where several do."""
    orders = Order.objects.in_force(at).filter(ordered_cameras__camera_id=camera_id)
    return orders.filter(kinds__contains=[kind.value]).order_by("-starts_at", "-id").first()


@dataclass
class Gate:
    """Asks for one camera before each frame, and the database at most once a second."""

    camera_id: int
    clock: Callable[[], float] = time.monotonic
    _answer: OnceASecond[frozenset[EventKind]] = field(init=False)

    def __post_init__(self) -> None:
        asked, ask = f"Gate of camera {self.camera_id}", partial(permitted_kinds, self.camera_id)
        self._answer = OnceASecond(asked, ask, without=frozenset(), clock=self.clock)

    def permitted(self, at: datetime) -> frozenset[EventKind]:
        """The kinds permitted for a frame captured at `at`; none while the law cannot be asked."""
        return self._answer.at(at)
