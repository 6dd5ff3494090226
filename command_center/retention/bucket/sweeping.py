"""Objects of the bucket without a row, and what the bucket does that it should not."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from command_center.retention.bucket.bucket import Bucket, Listed, StorageAway, bucket
from command_center.retention.bucket.watch import bucket_watch, note_bucket
from command_center.retention.certifying import Going, certify_orphans
from command_center.retention.erasing.obstacle import Obstacle
from command_center.retention.models import StoredFile

BATCH = 500
SWEPT_EVERY = timedelta(hours=1)
ENTERED_WITHIN = timedelta(hours=1)


def sweep_bucket() -> tuple[int, list[Obstacle]]:
    """Each hour: how many objects went, and what did not. A bucket that is away is swept later."""
    there, last = bucket(), bucket_watch().swept_at
    if there is None or (last is not None and timezone.now() - last < SWEPT_EVERY):
        return 0, []
    try:
        gone = sum(_erase(there, lost) for lost in _lost(there, timezone.now()))
        note_bucket(swept_at=timezone.now(), keeps_versions=there.keeps_what_was_erased())
    except StorageAway as error:
        return 0, [Obstacle(there.name, error.why)]
    return gone, []


def _lost(there: Bucket, now: datetime) -> Iterator[list[Listed]]:
    """Written over an hour ago, and of no row. In batches."""
    old = (one for one in there.listed() if now - one.written_at > ENTERED_WITHIN)
    while batch := list(islice(old, BATCH)):
        paths = [one.path for one in batch]
        known = set(StoredFile.objects.filter(path__in=paths).values_list("path", flat=True))
        if lost := [one for one in batch if one.path not in known]:
            yield lost


def _erase(there: Bucket, lost: list[Listed]) -> int:
    """Certified before they go, as files without a row are."""
    items = [[one.path, one.size_bytes] for one in lost]
    written = [one.written_at for one in lost]
    with transaction.atomic():
        going = Going(items, written, sum(one.size_bytes for one in lost))
        certify_orphans(going, _("An object without a row is erased within two hours."))
    for one in lost:
        there.remove(one.path)
    return len(lost)
