"""The gate: which kinds of event may be looked for, by which camera, at which instant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.aggregates import ArrayAgg

from command_center.law.models import Order
from command_center.law.once_a_second import OnceASecond
from detection.kinds import EventKind

BEFORE, AFTER = timedelta(minutes=1), timedelta(seconds=2)
"""Frames come late, and an answer is kept for a second: orders around the instant are known too."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What one order permits its cameras; the end is exclusive."""

    kinds: frozenset[EventKind]
    starts_at: datetime
    ends_at: datetime

    def covers(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at


Permissions = Mapping[int, tuple[Permission, ...]]
"""By camera."""


def permissions(at: datetime) -> Permissions:
    """Of all cameras, by the orders in force around the instant `at`: one question for a worker."""
    orders = Order.objects.filter(starts_at__lte=at + AFTER, ends_at__gt=at - BEFORE)
    rows = orders.values_list(
        "kinds", "starts_at", "ends_at", "withdrawn_at", ArrayAgg("ordered_cameras__camera_id")
    )
    found: dict[int, tuple[Permission, ...]] = {}
    for kinds, starts_at, ends_at, withdrawn_at, camera_ids in rows:
        ends_at = min(ends_at, withdrawn_at or ends_at)
        permission = Permission(frozenset(map(EventKind, kinds)), starts_at, ends_at)
        for camera_id in camera_ids:
            found[camera_id] = (*found.get(camera_id, ()), permission)
    return found


def permitted_kinds(camera_id: int, at: datetime) -> frozenset[EventKind]:
    """The kinds that an order in force permits; empty means: do not analyse."""
    return _kinds(permissions(at).get(camera_id, ()), at)


def covering_order(camera_id: int, kind: EventKind, at: datetime) -> Order | None:
    """The order that covers an event, the one that began last where several do."""
    orders = Order.objects.in_force(at).filter(ordered_cameras__camera_id=camera_id)
    return orders.filter(kinds__contains=[kind.value]).order_by("-starts_at", "-id").first()


@dataclass(frozen=True, slots=True)
class Gate:
    """Asked for one camera before each frame; `permissions` asks for all, once a second."""

    camera_id: int
    permissions: OnceASecond[Permissions]

    def permitted(self, at: datetime) -> frozenset[EventKind]:
        """The kinds permitted for a frame captured at `at`; none while the law cannot be asked."""
        return _kinds(self.permissions.at(at).get(self.camera_id, ()), at)


def _kinds(given: Iterable[Permission], at: datetime) -> frozenset[EventKind]:
    return frozenset(kind for one in given if one.covers(at) for kind in one.kinds)
