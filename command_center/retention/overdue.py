"""What should have gone and has not: never unseen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from command_center.retention.classes import IMAGES, RetentionClass
from command_center.retention.functions import ALERT_IS_HELD, FILE_IS_HELD
from command_center.retention.limits import Limit, limits

LATE_AFTER = timedelta(minutes=10)
"""Erasure runs each minute, and a batch takes less than a second."""

MOST_COUNTED = 10_000
LATE = """
    SELECT count(*), min(late.due) FROM (
        SELECT retention_due(it.{start}, %s, %s, %s) AS due FROM {table} AS it
        WHERE {of_limit} AND it.{start} <= %s
        AND retention_due(it.{start}, %s, %s, %s) <= %s AND NOT {held}
        ORDER BY it.{start} LIMIT %s
    ) AS late
"""
OF_ALERTS = LATE.format(
    table="alerts_alert",
    start="started_at",
    of_limit="it.camera_id = ANY (%s)",
    held=ALERT_IS_HELD,
)
OF_FILES = LATE.format(
    table="retention_storedfile",
    start="captured_from",
    of_limit="it.what = %s AND COALESCE(it.camera_id, -it.venue_id) = ANY (%s)",
    held=f"(it.erasing_since IS NULL AND {FILE_IS_HELD})",
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """`count` at most `MOST_COUNTED` of each limit; `since`: when the oldest was due."""

    count: int = 0
    since: datetime | None = None

    def __add__(self, other: "Overdue") -> "Overdue":
        known = [one for one in (self.since, other.since) if one]
        return Overdue(self.count + other.count, min(known, default=None))


def overdue(late_after: timedelta = LATE_AFTER, most: int = MOST_COUNTED) -> Overdue:
    """Due for longer than this, and not held."""
    found = Overdue()
    for what in (*IMAGES, RetentionClass.ALERTS):
        for limit in limits(what):
            found += _late(limit, timezone.now() - late_after, most)
    return found


def _late(limit: Limit, due_before: datetime, most: int) -> Overdue:
    terms: list[Any] = [limit.zone, limit.months, limit.hours]
    scopes: list[Any] = list(limit.scopes)
    is_alerts = limit.what == RetentionClass.ALERTS
    of_limit: list[Any] = [scopes] if is_alerts else [limit.what.value, scopes]
    with connection.cursor() as cursor:
        cursor.execute(
            OF_ALERTS if is_alerts else OF_FILES,
            [*terms, *of_limit, due_before - limit.shortest, *terms, due_before, most],
        )
        return Overdue(*cursor.fetchone())
