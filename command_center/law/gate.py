"""The gate: which kinds of event may be looked for, by which camera, at which instant."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models

from command_center.law.models import Order
from command_center.law.once_a_second import OnceASecond
from command_center.law.running import NOTHING_CERTIFIED, Running
from detection.kinds import EventKind

BEFORE, AFTER = timedelta(minutes=1), timedelta(seconds=2)
"""Frames come late, and an answer is kept for a second: orders around the instant are known too."""

AROUND = """
    SELECT orders.kinds, law_instants(orders.id), certificate.software, certificate.models::text[],
        ARRAY(SELECT camera_id FROM law_orderedcamera WHERE order_id = orders.id)
    FROM law_order AS orders
    LEFT JOIN law_certificate AS certificate ON certificate.id = orders.certificate_id
    WHERE orders.starts_at <= %s AND orders.ends_at > %s
"""


@dataclass(frozen=True, slots=True)
class Permission:
    """What one order permits its cameras without a break; the end is exclusive.

    `certified` is what alone may run under it; None where it names no certificate.
    """

    kinds: frozenset[EventKind]
    starts_at: datetime
    ends_at: datetime
    certified: Running | None = None

    def covers(self, at: datetime, running: Running) -> bool:
        is_certified = self.certified is None or running.is_within(self.certified)
        return is_certified and self.starts_at <= at < self.ends_at


Permissions = Mapping[int, tuple[Permission, ...]]
"""By camera."""


def permissions(at: datetime) -> Permissions:
    """Of all cameras, by the orders around the instant `at`: one question for a worker."""
    with connection.cursor() as cursor:
        cursor.execute(AROUND, [at + AFTER, at - BEFORE])
        rows = cursor.fetchall()
    found: dict[int, tuple[Permission, ...]] = {}
    for kinds, instants, software, digests, camera_ids in rows:
        given = tuple(_permissions(kinds, instants, software, digests))
        for camera_id in camera_ids:
            found[camera_id] = (*found.get(camera_id, ()), *given)
    return found


def permitted_kinds(
    camera_id: int, at: datetime, running: Running = NOTHING_CERTIFIED
) -> frozenset[EventKind]:
    """The kinds that an order in force permits; empty means: do not analyse."""
    return _kinds(permissions(at).get(camera_id, ()), at, running)


def covering_order(
    camera_id: int, kind: EventKind, at: datetime, running: Running = NOTHING_CERTIFIED
) -> Order | None:
    """The order that covers an event, the one that began last where several do."""
    around = Order.objects.filter(starts_at__lte=at, ends_at__gt=at)
    covers = models.Func(
        "pk",
        models.Value(camera_id),
        models.Value(kind.value),
        models.Value(at),
        models.Value(running.software),
        models.Value(sorted(running.models)),
        template="law_covers(%(expressions)s::text[])",
        output_field=models.BooleanField(),
    )
    return around.filter(covers).order_by("-starts_at", "-id").first()


@dataclass(frozen=True, slots=True)
class Gate:
    """Asked for one camera before each frame; `permissions` asks for all, once a second."""

    camera_id: int
    permissions: OnceASecond[Permissions]
    running: Running = NOTHING_CERTIFIED

    def permitted(self, at: datetime) -> frozenset[EventKind]:
        """The kinds permitted for a frame captured at `at`; none while the law cannot be asked."""
        return _kinds(self.permissions.at(at).get(self.camera_id, ()), at, self.running)


def _kinds(given: Iterable[Permission], at: datetime, running: Running) -> frozenset[EventKind]:
    return frozenset(kind for one in given if one.covers(at, running) for kind in one.kinds)


def _permissions(
    kinds: Iterable[str], instants: Any, software: str | None, digests: list[str] | None
) -> Iterator[Permission]:
    permitted = frozenset(map(EventKind, kinds))
    certified = None if software is None else Running(software, frozenset(digests or ()))
    for one in instants:
        yield Permission(permitted, one.lower, one.upper, certified)
