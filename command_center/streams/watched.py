"""One camera while one worker watches it: what the threads of that watch share."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from command_center.law.gate import Gate
from command_center.leases.lease import Lease
from command_center.streams.figures import Figures
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
    stop: threading.Event = field(default_factory=threading.Event)


PRINTS = """
    SELECT camera.id, md5(
        camera::text || venue::text || COALESCE(zones.text, '') || COALESCE(masks.text, '')
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
    WHERE camera.id = ANY(%s)
"""
"""Read every other second for every camera: the database makes a line of each, not Python."""


def settings_prints(camera_ids: Sequence[int]) -> dict[int, str]:
    """By camera, of those that there are: another as soon as anything of the camera, its zones,
    its masks or its venue was changed."""
    with connection.cursor() as cursor:
        cursor.execute(PRINTS, [list(camera_ids)])
        return dict(cursor.fetchall())
