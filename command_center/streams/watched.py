"""One camera while one worker watches it: what the threads of that watch share."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection

from command_center.law.gate import Gate
from command_center.leases.lease import Lease
from command_center.streams.figures import Figures
from command_center.streams.taps import Taps
from command_center.streams.told_state import StateTeller
from command_center.venues.models import Camera


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """`camera` is as it was when the watch began, as is the print of its settings; `stop` ends all
    that belongs to the watch."""

    camera: Camera
    settings_print: str
    lease: Lease
    gate: Gate
    states: StateTeller
    figures: Figures
    taps: Taps
    stop: threading.Event = field(default_factory=threading.Event)


PRINTS = """
    WITH decided AS MATERIALIZED (
        SELECT model.id, model.name, model.purpose,
            COALESCE(latest.is_retired, false) AS is_retired
        FROM register_registeredmodel AS model
        LEFT JOIN LATERAL (
            SELECT review.is_retired FROM register_modelreview AS review
            WHERE review.model_id = model.id ORDER BY review.at DESC, review.id DESC LIMIT 1
        ) AS latest ON true
        WHERE model.entered_by_id IS NOT NULL OR latest.is_retired
    ), wanted AS (
        SELECT DISTINCT COALESCE(NULLIF(model, ''), %(general)s) AS name
        FROM venues_camera WHERE id = ANY(%(cameras)s)
    ), standing AS MATERIALIZED (
        SELECT wanted.name,
            string_agg(decided.id || ' ' || decided.is_retired, ' ' ORDER BY decided.id) AS text
        FROM wanted JOIN decided ON decided.purpose <> 'general' OR decided.name = wanted.name
            OR starts_with(decided.name, wanted.name || '_')
        GROUP BY wanted.name
    )
    SELECT camera.id, md5(
        camera::text || venue::text || COALESCE(zones.text, '') || COALESCE(masks.text, '')
        || COALESCE(standing.text, '')
    )
    FROM venues_camera AS camera
    JOIN venues_venue AS venue ON venue.id = camera.venue_id
    LEFT JOIN LATERAL (
        SELECT string_agg(zone::text, '' ORDER BY zone.id) AS text
        FROM venues_zone AS zone WHERE zone.camera_id = camera.id
    ) AS zones ON true
    LEFT JOIN LATERAL (
        SELECT string_agg(mask::text, '' ORDER BY mask.id) AS text
        FROM venues_mask AS mask WHERE mask.camera_id = camera.id
    ) AS masks ON true
    LEFT JOIN standing ON standing.name = COALESCE(NULLIF(camera.model, ''), %(general)s)
    WHERE camera.id = ANY(%(cameras)s)
"""
"""Read every other second for every camera: the database makes a line of each, not Python.

Of the models only what people decided: one that a worker finds by itself changes nothing.
"""


def settings_prints(camera_ids: Sequence[int]) -> dict[int, str]:
    """By camera, of those that there are: another as soon as anything of the camera, its zones,
    its masks, its venue or the standing of its models was changed."""
    with connection.cursor() as cursor:
        given = {"general": settings.MODEL, "cameras": list(camera_ids)}
        cursor.execute(PRINTS, given)
        return dict(cursor.fetchall())
