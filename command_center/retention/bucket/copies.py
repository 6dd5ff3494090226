"""Local copies of what was moved: whoever moved it died before it let go of them."""

from collections.abc import Sequence
from contextlib import suppress

from command_center.retention.bucket.bucket import StorageAway, bucket
from command_center.retention.folder import place_of
from command_center.retention.models import StoredFile


def let_go_of_copies(paths: Sequence[str]) -> None:
    """Of these, on the local disk, those that are in the bucket; what is not there any more is all
    that is left, and stays."""
    there = bucket()
    if there is None:
        return
    moved = StoredFile.objects.filter(path__in=paths, moved_at__isnull=False)
    with suppress(StorageAway):
        for path in moved.values_list("path", flat=True):
            if there.has(path):
                place_of(path).unlink(missing_ok=True)
