"""Finished files go to the bucket, and leave the local disk once it is proven that they are there.

Killed anywhere, the next round goes on: a copy that nobody noted is written again, and a local file
that was moved already goes with the sweep of files without a row.
"""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.retention.bucket.bucket import Bucket, StorageAway, bucket
from command_center.retention.bucket.watch import note_bucket
from command_center.retention.erasing.only_one import MOVING_LOCK, only_one
from command_center.retention.folder import OutsideFolder, place_of
from command_center.retention.models import StoredFile
from detection.digest import digest

LOCAL_FOR = timedelta(minutes=10)
"""Clips are cut of the last minutes, and most of what is looked at is of them."""

BATCH = 100
logger = logging.getLogger(__name__)


class Changed(Exception):
    """A file is not what it was when it was stored: it is left where it is, to be looked at."""


def move_due(now: datetime | None = None, stop: threading.Event | None = None) -> int | None:
    """All that have lain on the local disk for long enough; how many were moved. None: no bucket,
    or another process does."""
    there = bucket()
    if there is None:
        return None
    with only_one(MOVING_LOCK) as is_this:
        if not is_this:
            return None
        before = (now or timezone.now()) - LOCAL_FOR
        moved, failure = _move_all(there, before, stop or threading.Event())
        _note(before, failure)
    return moved


def _move_all(there: Bucket, before: datetime, stop: threading.Event) -> tuple[int, str]:
    """How many, and why one was not. What is in the way of one stops no other; a bucket that is
    away stops all."""
    moved, failure, tried = 0, "", list[int]()
    while not stop.is_set() and (files := _due(before, tried)[:BATCH]):
        for file in files:
            tried.append(file.pk)
            try:
                moved += move(file, there)
            except StorageAway as error:
                logger.warning("The bucket %s: %s", there.name, error.why)
                return moved, error.why[:500]
            except (OSError, OutsideFolder, Changed) as error:
                logger.error("File %s is not moved to the bucket: %s", file.path, error)
                failure = f"{file.path}: {error}"[:500]
    return moved, failure


def move(file: StoredFile, there: Bucket) -> bool:
    """Whether it lies in the bucket now. What is erased meanwhile leaves no copy behind. Raises
    `StorageAway`, `Changed` and `OSError`; the local file is there then."""
    place = place_of(file.path)
    if digest(place) != file.sha256:
        raise Changed(_("it is not what it was when it was stored"))
    there.put(file.path, place)
    if there.digest(file.path) != file.sha256:
        raise StorageAway(f"{file.path}: what was read back is not what was stored")
    mine = StoredFile.objects.filter(pk=file.pk, erasing_since=None, moved_at=None)
    if not mine.update(moved_at=timezone.now()):
        there.remove(file.path)
        return False
    place.unlink()
    return True


def _due(before: datetime, tried: Sequence[int] = ()) -> "QuerySet[StoredFile]":
    waiting = StoredFile.objects.filter(moved_at=None, erasing_since=None, stored_at__lte=before)
    return waiting.exclude(pk__in=tried).order_by("captured_from", "pk")


def _note(before: datetime, failure: str) -> None:
    left = _due(before)
    since = left.aggregate(at=Min("stored_at"))["at"]
    note_bucket(at=timezone.now(), waiting=left.count(), waiting_since=since, failure=failure)
