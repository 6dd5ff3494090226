"""Local copies of what was moved: whoever moved it died before it let go of them."""

from collections.abc import Sequence
from contextlib import suppress

from command_center.retention.bucket.bucket import StorageAway, bucket
from command_center.retention.folder import place_of


def let_go_of_copies(moved: Sequence[str]) -> None:
    """Of what was moved, on the local disk, those that are in the bucket; what is not there any
    more is all that is left, and stays."""
    there = bucket()
    if there is None:
        return
    with suppress(StorageAway):
        for path in moved:
            if there.has(path):
                place_of(path).unlink(missing_ok=True)
