"""Giving committed entries their places in the log: one process at a time, seconds behind.

Entries are written in the transactions of what they tell of, by many processes at once, and never
wait for one another; a chain that each had to lengthen by itself would make all of them wait for
the slowest.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from command_center.journal import kept_outside
from command_center.journal.continuity import check_continuity, tree_head
from command_center.journal.entry import Entry
from command_center.journal.leaf import TILE_LEVEL, Leaf, Subtree, TreeHead
from command_center.journal.merkle import Peaks, leaf_hash
from command_center.journal.public_key import KeyRefused, key_in_use
from command_center.journal.record import FIELDS, record
from command_center.journal.signed_note import signed_note
from command_center.journal.waiting import WaitingEntry, is_sealed

SEQUENCING_LOCK = 7_201_010
BATCH = 2000

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Head:
    size: int
    root: bytes


def sequence() -> Head:
    """Places all that is committed; the head of the log then, signed outside the database.

    Raises `BrokenLog`, and places nothing, where the log does not continue what was signed.
    """
    count = BATCH
    while count == BATCH:
        count, reached = place_batch()
        _sign(reached)
    return reached


def head() -> Head:
    return _head(tree_head())


@transaction.atomic
def place_batch() -> tuple[int, Head]:
    """How many it placed, and the head then. Who comes second waits for the first.

    An entry whose seal is not ours was not written by the application: it gets no place, stays
    where it is for those who look into it, and every export names it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEQUENCING_LOCK])
    peaks = check_continuity()
    waiting = WaitingEntry.objects.filter(is_refused=False).order_by("entry")[:BATCH]
    seals = {one.entry: bytes(one.seal) for one in waiting}
    if seals:
        found = list(Entry.objects.filter(id__in=seals).order_by("id").values(*FIELDS))
        ours = {one["id"]: one for one in found if is_sealed(record(one), seals[one["id"]])}
        _refuse(sorted(set(seals) - set(ours)))
        _place(peaks, list(ours.values()))
        WaitingEntry.objects.filter(entry__in=list(ours)).delete()
    return len(seals), _head(peaks)


def _head(peaks: Peaks) -> Head:
    return Head(peaks.size, peaks.root())


def _sign(reached: Head) -> None:
    """What this process made of what it had compared, not what the tables say meanwhile; in a file
    of this machine, where whoever owns the tables finds nothing to rewrite.

    Not before it is committed: a head of entries that never came would be that of a broken log.
    """
    kept = kept_outside.newest()
    if reached.size and (kept is None or kept.size < reached.size):
        try:
            key, _known = key_in_use()
        except KeyRefused as refusal:
            logger.error("Journal: the head is not signed: %s", refusal)
        else:
            signed = signed_note(reached.size, reached.root, key)
            transaction.on_commit(lambda: kept_outside.keep_newest(signed))


def _refuse(strangers: Sequence[int]) -> None:
    if strangers:
        logger.error(
            "Journal: entries %s were not written, or were changed, behind the application's "
            "back: they get no place in the log. Find out who has the database owner's password.",
            strangers,
        )
        WaitingEntry.objects.filter(entry__in=strangers).update(is_refused=True)


def _place(peaks: Peaks, entries: Sequence[Mapping[str, Any]]) -> None:
    leaves: list[Leaf] = []
    subtrees: list[Subtree] = []
    for values in entries:
        leaf = Leaf(index=peaks.size, entry=values["id"], hash=leaf_hash(record(values)))
        leaves.append(leaf)
        subtrees += [
            Subtree(level=level, index=index, hash=found)
            for level, index, found in peaks.append(bytes(leaf.hash))
            if level >= TILE_LEVEL
        ]
    Leaf.objects.bulk_create(leaves)
    Subtree.objects.bulk_create(subtrees)
    reached = {"size": peaks.size, "peaks": b"".join(peaks.hashes)}
    TreeHead.objects.update_or_create(id=1, defaults=reached)
