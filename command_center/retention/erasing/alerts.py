"""Alerts that are over age, with their verdicts; their totals stay in the certificate."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from command_center.retention.certifying import Going, certify
from command_center.retention.functions import ALERT_IS_HELD, HOLDS_LOCK
from command_center.retention.limits import Limit

BATCH = 500
OLDEST = f"""
    SELECT it.id, it.uid, it.started_at FROM alerts_alert AS it
    WHERE it.camera_id = ANY (%s) AND it.started_at <= %s AND (it.started_at, it.id) > (%s, %s)
    AND retention_due(it.started_at, %s, %s, %s) <= clock_timestamp()
    AND NOT {ALERT_IS_HELD}
    ORDER BY it.started_at, it.id LIMIT %s FOR UPDATE OF it SKIP LOCKED
"""
TOTALS = """
    SELECT it.order_id, it.camera_id, it.kind, COALESCE(verdict.outcome, ''),
        COALESCE(verdict.cause, ''), count(*)
    FROM alerts_alert AS it LEFT JOIN LATERAL (
        SELECT given.outcome, given.cause FROM alerts_verdict AS given
        WHERE given.alert_id = it.id
            AND NOT EXISTS (SELECT 1 FROM alerts_withdrawal WHERE verdict_id = given.id)
        ORDER BY given.id DESC LIMIT 1
    ) AS verdict ON true
    WHERE it.id = ANY (%s) GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""
"""By the latest verdict that was not taken back; an empty one where none stands."""

DELETIONS = (
    "DELETE FROM alerts_withdrawal USING alerts_verdict AS given"
    " WHERE verdict_id = given.id AND given.alert_id = ANY (%s)",
    "DELETE FROM alerts_verdict WHERE alert_id = ANY (%s)",
    "DELETE FROM desk_act WHERE alert_id = ANY (%s)",
    "DELETE FROM footage_clip WHERE alert_id = ANY (%s)",
    "UPDATE retention_storedfile SET alert_id = NULL WHERE alert_id = ANY (%s)",
    "DELETE FROM alerts_alert WHERE id = ANY (%s)",
)
"""All that hangs on an alert. Django's own deletion reads every row first: half of the time."""

TOTAL = ("order", "camera", "kind", "verdict", "cause", "count")
Position = tuple[datetime, int]


@transaction.atomic
def erase_batch(limit: Limit, after: Position) -> tuple[Position, int] | None:
    """The oldest ones after this position: the last one's, and how many; None where there are no
    more.

    The index is read on from there: what was erased before lies in it until it is cleaned.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [HOLDS_LOCK])
        rows = _oldest(cursor, limit, after)
        if not rows:
            return None
        numbers = [number for number, *_ in rows]
        cursor.execute(TOTALS, [numbers])
        totals = [dict(zip(TOTAL, total, strict=True)) for total in cursor.fetchall()]
    items = [[number, uid and str(uid)] for number, uid, _ in rows]
    certify(Going(items, [started_at for *_, started_at in rows], totals=totals), limit)
    _delete(numbers)
    number, _, started_at = rows[-1]
    return (started_at, number), len(rows)


def _delete(numbers: list[int]) -> None:
    with connection.cursor() as cursor:
        for deletion in DELETIONS:
            cursor.execute(deletion, [numbers])


def _oldest(cursor: Any, limit: Limit, after: Position) -> Sequence[tuple[int, Any, datetime]]:
    terms = [limit.zone, limit.months, limit.hours]
    newest_at = timezone.now() - limit.shortest
    cursor.execute(OLDEST, [list(limit.scopes), newest_at, *after, *terms, BATCH])
    found: Sequence[tuple[int, Any, datetime]] = cursor.fetchall()
    return found
