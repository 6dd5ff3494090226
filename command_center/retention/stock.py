"""What each camera's recordings take on the disk, as it was counted last."""

from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.utils import timezone

from command_center.venues.models import Camera

LEAST_KNOWN = timedelta(minutes=10)
"""From less no day is foreseen."""

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)

COUNTED = """
    SELECT it.camera_id,
        COALESCE(sum(it.size_bytes) FILTER (WHERE it.moved_at IS NULL), 0)::bigint,
        sum(it.captured_until - it.captured_from),
        min(it.captured_from), max(it.captured_until),
        COALESCE(sum(it.size_bytes) FILTER (WHERE it.captured_from > %(day)s), 0)::bigint,
        COALESCE(sum(it.size_bytes) FILTER (WHERE it.captured_from > %(hour)s), 0)::bigint
    FROM retention_storedfile AS it
    WHERE it.what = 'recordings' AND it.camera_id IS NOT NULL GROUP BY it.camera_id
"""
OTHERS = """
    SELECT COALESCE(sum(size_bytes), 0)::bigint FROM retention_storedfile
    WHERE (what <> 'recordings' OR camera_id IS NULL) AND moved_at IS NULL
"""


class Stock(models.Model):
    """One row a camera that has recordings; `lasts` is how long they last together, `size_bytes`
    what of them lies on the local disk.

    `bytes_per_day`: at the rate of the last hour or of the last day, whichever is higher.
    """

    camera = models.OneToOneField(Camera, models.CASCADE, primary_key=True, related_name="+")
    size_bytes = models.PositiveBigIntegerField()
    lasts = models.DurationField()
    oldest_at = models.DateTimeField()
    newest_at = models.DateTimeField()
    bytes_per_day = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.camera_id}: {self.size_bytes}"


def take_stock() -> tuple[list[Stock], int]:
    """Count all, and keep it. Of each camera, and how many bytes are no camera's recordings."""
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNTED, {"day": now - A_DAY, "hour": now - AN_HOUR})
        rows = cursor.fetchall()
        cursor.execute(OTHERS)
        (others,) = cursor.fetchone()
        since = min((oldest_at for _, _, _, oldest_at, *_ in rows), default=now)
        stock = [_of(row, now - since) for row in rows]
        Stock.objects.all().delete()
        Stock.objects.bulk_create(stock)
    return stock, others


def _of(row: tuple[int, int, timedelta, datetime, datetime, int, int], known: timedelta) -> Stock:
    camera_id, size_bytes, lasts, oldest_at, newest_at, *recent = row
    return Stock(
        camera_id=camera_id,
        size_bytes=size_bytes,
        lasts=lasts,
        oldest_at=oldest_at,
        newest_at=newest_at,
        bytes_per_day=_a_day(known, *recent),
    )


def _a_day(known: timedelta, last_day: int, last_hour: int) -> int:
    """`known`: since when anything has been recorded at all."""
    if known < LEAST_KNOWN:
        return 0
    by_day = last_day * (A_DAY / min(known, A_DAY))
    by_hour = last_hour * (A_DAY / min(known, AN_HOUR))
    return round(max(by_day, by_hour))
