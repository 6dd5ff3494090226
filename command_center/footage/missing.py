"""Files that are in the index and lie nowhere any more: nobody took them away lawfully."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Min, QuerySet

from command_center.footage.paths import day_folder
from command_center.retention.bucket.bucket import bucket
from command_center.retention.classes import RetentionClass
from command_center.retention.folder import footage_folder
from command_center.retention.models import StoredFile
from command_center.streams.spared_redis import spared_redis

KEY = "footage:missing"
HOLDS_S = 3 * 3600
"""It is looked for each hour; what is not looked for any more is not told."""

MOST_TOLD = 20
OTHERS = ("clips", "exports")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Missing:
    """`paths`: some of them, relative to the folder of footage."""

    count: int
    paths: list[str]


def missing_recordings() -> Missing | None:
    """As it was seen last; None where nobody has looked for long."""
    told = spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.get(KEY))
    return Missing(**json.loads(told)) if isinstance(told, bytes) else None


def look_for_missing() -> Missing:
    paths = [*_missing(), *_missing_objects()]
    for path in paths[:MOST_TOLD]:
        logger.error("File %s is in the index, and neither on the disk nor in the bucket.", path)
    found = Missing(len(paths), paths[:MOST_TOLD])
    text = json.dumps({"count": found.count, "paths": found.paths})
    spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.set(KEY, text, ex=HOLDS_S))
    return found


def _missing() -> Iterator[str]:
    oldest = _kept().values_list("camera_id").annotate(Min("captured_from")).order_by()
    for camera_id, began_at in oldest:
        for day in _days(began_at):
            folder = day_folder(camera_id, day)
            paths = set(
                _kept().filter(path__startswith=f"{folder}/").values_list("path", flat=True)
            )
            there = {f"{folder}/{one.name}" for one in (footage_folder() / folder).glob("*")}
            lost = paths - there
            lost -= _in_the_bucket(f"{folder}/") if lost else set()
            # What went lawfully meanwhile is not missed.
            yield from sorted(_kept().filter(path__in=lost).values_list("path", flat=True))


def _missing_objects() -> Iterator[str]:
    """Of all else that was moved to the bucket."""
    for below in (f"{what}/" for what in OTHERS):
        rows = StoredFile.objects.filter(path__startswith=below, moved_at__isnull=False)
        moved = rows.filter(erasing_since=None)
        paths = set(moved.values_list("path", flat=True))
        if lost := paths and paths - _in_the_bucket(below):
            yield from sorted(moved.filter(path__in=lost).values_list("path", flat=True))


def _in_the_bucket(below: str) -> set[str]:
    there = bucket()
    return {one.path for one in there.listed(below)} if there else set()


def _kept() -> "QuerySet[StoredFile]":
    return StoredFile.objects.filter(what=RetentionClass.RECORDINGS, erasing_since=None)


def _days(began_at: datetime) -> Iterator[datetime]:
    """Those of the names: a name was given before its time was known to the millisecond."""
    at = began_at.astimezone(UTC) - timedelta(days=1)
    while at < datetime.now(UTC) + timedelta(days=1):
        yield at
        at += timedelta(days=1)
