"""Joining alerts to situations: PostgreSQL does it, in one statement however many there are."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from command_center.desk.limits import JOINED_WITHIN
from command_center.people.reach import Reach

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WAITING = "it.waits"
SAME_PLACE_WAITING = """it.waits AND (it.camera_id, it.kind, it.zone_name) IN (
    SELECT camera_id, kind, zone_name FROM alerts_alert WHERE id = %(alert)s
)"""
ARRIVED = "it.started_at >= %(since)s"

JOINED = """
    WITH looked_at AS (
        SELECT it.id, it.camera_id, it.kind, it.zone_name, it.started_at, it.ended_at, it.raised_at,
            max(COALESCE(it.ended_at, 'infinity')) OVER (
                PARTITION BY it.camera_id, it.kind, it.zone_name ORDER BY it.started_at, it.id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS before_until
        FROM alerts_alert AS it JOIN venues_camera AS camera ON camera.id = it.camera_id
        WHERE {which} AND {within}
    ), numbered AS (
        SELECT looked_at.*, count(*) FILTER (
            WHERE before_until IS NULL OR started_at > before_until + %(joined_within)s
        ) OVER (PARTITION BY camera_id, kind, zone_name ORDER BY started_at, id) AS situation
        FROM looked_at
    ), joined AS (
        SELECT array_agg(id ORDER BY started_at, id) AS alerts,
            max(started_at) AS last_at, min(started_at) AS began_at, min(raised_at) AS raised_at,
            CASE WHEN bool_and(ended_at IS NOT NULL) THEN max(ended_at) END AS ended_at
        FROM numbered GROUP BY camera_id, kind, zone_name, situation
    )
    SELECT json_agg(json_build_array(
        joined.alerts, newest.camera_id, camera.name, camera.venue_id, venue.name, newest.kind,
        newest.zone_name, newest.confidence, newest.reason, law.reference,
        (extract(epoch FROM joined.began_at) * 1000000)::bigint,
        (extract(epoch FROM joined.last_at) * 1000000)::bigint,
        (extract(epoch FROM joined.ended_at) * 1000000)::bigint,
        (extract(epoch FROM joined.raised_at) * 1000000)::bigint
    ) ORDER BY joined.last_at DESC, newest.id DESC)::text
    FROM joined
    JOIN alerts_alert AS newest ON newest.id = joined.alerts[array_upper(joined.alerts, 1)]
    JOIN venues_camera AS camera ON camera.id = newest.camera_id
    JOIN venues_venue AS venue ON venue.id = camera.venue_id
    JOIN law_order AS law ON law.id = newest.order_id
"""
"""Each alert begins within `joined_within` of the end of those before it, or while one lasts. All
of it in one value: of thousands of rows, reading their instants one by one took most of the time.
"""

WITHIN = "(camera.venue_id = ANY (%(venues)s) OR camera.id = ANY (%(cameras)s))"


class Joined(NamedTuple):
    """A situation without what people did with it. `raised_at`: when the first of its alerts was
    stored."""

    alerts: list[int]
    camera_id: int
    camera_name: str
    venue_id: int
    venue_name: str
    kind: str
    zone_name: str
    confidence: float
    reason: Mapping[str, float]
    order_reference: str
    began_at: datetime
    last_at: datetime
    ended_at: datetime | None
    raised_at: datetime


def joined(reach: Reach, which: str = WAITING, **given: Any) -> list[Joined]:
    """The newest first. `which` is one of the conditions above, `given` what it names."""
    within = "true" if reach.is_everywhere else WITHIN
    asked = {**_places(reach), "joined_within": JOINED_WITHIN, **given}
    with connection.cursor() as cursor:
        cursor.execute(JOINED.format(which=which, within=within), asked)
        (text,) = cursor.fetchone()
    return [_read(row) for row in json.loads(text or "[]")]


def _read(row: list[Any]) -> Joined:
    began, last, ended, raised = row[-4:]
    ended_at = None if ended is None else EPOCH + timedelta(microseconds=ended)
    began_at, last_at, raised_at = (
        EPOCH + timedelta(microseconds=one) for one in (began, last, raised)
    )
    return Joined(*(*row[:-4], began_at, last_at, ended_at, raised_at))


def _places(reach: Reach) -> Mapping[str, Any]:
    return {"venues": list(reach.whole_venues()), "cameras": reach.single_cameras()}
