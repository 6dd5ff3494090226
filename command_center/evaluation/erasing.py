"""Pictures of quiet moments go as soon as they were looked at, and soon where nobody did."""

from datetime import timedelta

from django.db import connection

from command_center.retention.classes import RetentionClass

REVIEWED_WITHIN = timedelta(days=7)
"""Far below the month that CSI art. L252-5 allows: what nobody looked at in a week nobody will."""

ERASE = """
    UPDATE streams_glimpse AS it SET jpeg = NULL
    WHERE jpeg IS NOT NULL AND (
        taken_at < clock_timestamp() - make_interval(secs => %s)
        OR EXISTS (SELECT 1 FROM evaluation_glimpsereview WHERE glimpse_id = it.id)
        OR EXISTS (
            SELECT 1 FROM retention_limits(%s) AS limits WHERE limits.scope = it.camera_id
            AND retention_due(it.taken_at, limits.zone, limits.months, limits.hours)
                <= clock_timestamp()
        )
    )
"""


def erase() -> int:
    """How many pictures; their rows stay as figures. A shorter limit of thumbnails at the camera
    or its venue goes before the week."""
    with connection.cursor() as cursor:
        cursor.execute(ERASE, [REVIEWED_WITHIN.total_seconds(), RetentionClass.THUMBNAILS.value])
        return int(cursor.rowcount)
