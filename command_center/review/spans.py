"""Rows of time as a timeline draws them: what lies no further apart than asked is one.

PostgreSQL merges them (gaps and islands): a day of sixteen cameras is 46,000 segments, and a
screen shows a few. An island begins where all before it has ended; it ends where what is before
the next one did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from command_center.footage.parts import LONGEST
from command_center.footage.run import CONTIGUOUS

MERGED = """
    SELECT camera_id, cause, greatest(began_at, %(since)s), least(
        COALESCE(lead(before) OVER (PARTITION BY camera_id, cause ORDER BY began_at), last),
        %(until)s
    )
    FROM (
        SELECT camera_id, cause, began_at, max(ended_at) OVER (
            PARTITION BY camera_id, cause ORDER BY began_at
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before, max(ended_at) OVER (PARTITION BY camera_id, cause) AS last
        FROM (
"""
ISLANDS = """
        ) AS rows
    ) AS compared
    WHERE before IS NULL OR began_at - before > %(apart)s
    ORDER BY camera_id, 3
"""
REACHING = """
    camera_id = ANY (%(cameras)s) AND began_at < %(until)s AND began_at >= %(earliest)s
    AND ended_at > %(since)s
"""
RECORDED = (
    MERGED
    + "SELECT camera_id, '' AS cause, began_at, ended_at FROM footage_segment WHERE "
    + REACHING
    + ISLANDS
)
MISSING = (
    MERGED
    + "SELECT camera_id, cause, began_at, ended_at FROM footage_gap WHERE "
    + REACHING
    + ISLANDS
)


@dataclass(frozen=True, slots=True)
class Window:
    """Which cameras, from when to when; `apart`: what lies closer is drawn as one."""

    cameras: Sequence[int]
    since: datetime
    until: datetime
    apart: timedelta


class Span(NamedTuple):
    """Within its window. `cause`: of a gap."""

    camera_id: int
    cause: str
    since: datetime
    until: datetime


def recorded_spans(window: Window) -> list[Span]:
    """In order, camera by camera. Segments that follow each other are one in any case."""
    apart = max(window.apart, CONTIGUOUS)
    return _spans(RECORDED, window, window.since - LONGEST, apart)


def gap_spans(window: Window) -> list[Span]:
    """Those of one cause that lie close together are one: a bad line drops hundreds of times."""
    return _spans(MISSING, window, datetime.min.replace(tzinfo=UTC), window.apart)


def _spans(query: str, window: Window, earliest: datetime, apart: timedelta) -> list[Span]:
    given: dict[str, Any] = {
        "cameras": list(window.cameras),
        "since": window.since,
        "until": window.until,
        "earliest": earliest,
        "apart": apart,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [Span(*row) for row in cursor.fetchall()]
