"""The gate: which kinds of event may be looked for, by which camera, at which instant."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

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


COVERING = """
    SELECT id FROM law_order
    WHERE starts_at <= %(at)s AND ends_at > %(at)s
        AND law_covers(id, %(camera)s, %(kind)s, %(at)s, %(software)s, %(models)s::text[])
    ORDER BY starts_at DESC, id DESC LIMIT 1
"""
"""The order that covers an event, the one that began last where several do."""


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


def event(camera_id: int, kind: EventKind, at: datetime, running: Running) -> dict[str, Any]:
    """What `COVERING` is asked about."""
    what = {"camera": camera_id, "kind": kind.value, "at": at}
    return {**what, "software": running.software, "models": sorted(running.models)}


def covering_order(
    camera_id: int, kind: EventKind, at: datetime, running: Running = NOTHING_CERTIFIED
) -> int | None:
    """The number of the order that covers an event."""
    with connection.cursor() as cursor:
        cursor.execute(COVERING, event(camera_id, kind, at, running))
        row = cursor.fetchone()
    return None if row is None else int(row[0])


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
