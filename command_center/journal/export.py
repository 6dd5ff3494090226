"""The journal as a file that proves itself: what `scripts/verify-journal` reads.

Line by line, in the memory of one batch, however long the log is. docs/journal.md says what each
line holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from django.db import connection, transaction
from django.db.models import Max, Min

from command_center.journal.checkpoint import checkpoint
from command_center.journal.continuity import BrokenLog, tree_head
from command_center.journal.entry import Entry
from command_center.journal.exported_keys import key_lines
from command_center.journal.exported_notes import earlier_lines, note_at, notes_within
from command_center.journal.leaf import TILE_LEVEL, Leaf, Subtree
from command_center.journal.merkle import Nodes, full_subtrees, inclusion_proof
from command_center.journal.nodes import BrokenTree, stored_nodes, stored_peaks
from command_center.journal.proof_file import ProofFile
from command_center.journal.public_key import KeyRefused
from command_center.journal.record import FIELDS, record
from command_center.journal.unplaced import unplaced_lines, unplaced_of
from command_center.journal.verifying.lines import hexes, leaf_line, proven_line

BATCH = 8 << TILE_LEVEL
"""Leaves that are read at once: whole tiles."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many entries the file holds, and of how many the log is that proves them."""

    entries: int
    size: int


def write_proof(
    file: BinaryIO,
    first_index: int = 0,
    last_index: int | None = None,
    *,
    earlier: Sequence[int] = (),
) -> Written:
    """The leaves from the first to the last, both included; all up to the newest where it is None.

    `earlier`: sizes of signed heads that somebody kept, and will compare. A broken log is written
    as it is, for who looks into it. Raises `ValueError` where there is no such stretch.
    """
    _sign_if_possible()
    with _one_instant():
        newest, size = _newest_index(), tree_head().size
        last = newest if last_index is None else last_index
        if not 0 <= first_index <= last + 1 or last > newest:
            raise ValueError(f"The journal has entries at the places 0 to {newest}.")
        return _write_stretch(ProofFile(file), first_index, last, max(size, newest + 1), earlier)


def write_selection(
    file: BinaryIO, entries: Iterable[int], *, earlier: Sequence[int] = ()
) -> Written:
    """Entries by their numbers, as a search found them: each with its way to a signed head.

    Raises `BrokenLog` where the log does not continue what was signed, `KeyRefused` where this
    machine may not sign.
    """
    signed = checkpoint()
    with _one_instant():
        proof = ProofFile(file)
        proof.begin("selection", 0, signed.size - 1, signed.size)
        proof.lines(key_lines())
        proof.line({"checkpoint": signed.note})
        proof.lines(earlier_lines(signed.size, earlier))
        count = sum(_write_proven(proof, batch, signed.size) for batch in _batches(entries))
        proof.end()
    return Written(count, signed.size)


def _sign_if_possible() -> None:
    """What is signed afresh covers all; what cannot be is exported as it is."""
    try:
        checkpoint()
    except (BrokenLog, KeyRefused):
        return


def _write_stretch(
    proof: ProofFile, first: int, last: int, size: int, earlier: Sequence[int]
) -> Written:
    proof.begin("stretch", first, last, size)
    proof.lines(key_lines())
    if first:
        proof.line({"left": hexes(stored_peaks(first).hashes)})
    is_whole = last + 1 == size
    notes = _Ahead(notes_within(first, None if is_whole else last + 1))
    proof.lines(notes.up_to(first))
    count = 0
    for start in range(first - first % BATCH, last + 1, BATCH):
        count += _write_batch(proof, max(first, start), min(last, start + BATCH - 1), notes)
    proof.lines(notes.rest())
    if not is_whole:
        nodes = stored_nodes()
        right = [(level, nodes(level, at).hex()) for level, at in full_subtrees(last + 1, size)]
        proof.line({"right": right})
        proof.line({"checkpoint": note_at(size)})
    if first or not is_whole:
        proof.lines(earlier_lines(size, earlier, before=first))
        proof.lines(_erasures_elsewhere(first, last, size))
        proof.lines(unplaced_lines(*_numbers(first, last)))
    else:
        proof.lines(unplaced_lines())
    proof.end()
    return Written(count, size)


def _write_batch(proof: ProofFile, first: int, last: int, notes: "_Ahead") -> int:
    leaves = list(
        Leaf.objects.filter(index__gte=first, index__lte=last)
        .order_by("index")
        .values_list("index", "hash", "entry")
    )
    records = _records([entry for *_, entry in leaves])
    tiles = _tiles(first, last)
    for index, leaf, entry in leaves:
        if entry in records:
            proof.record(leaf_line(index, bytes(leaf), records[entry]))
        else:
            proof.line({"erased": index, "leaf": bytes(leaf).hex(), "entry": entry})
        tile = (index + 1) >> TILE_LEVEL
        if (index + 1) % (1 << TILE_LEVEL) == 0 and tile - 1 in tiles:
            proof.line({"subtree": tile - 1, "hash": tiles[tile - 1].hex()})
        proof.lines(notes.up_to(index + 1))
    return len(leaves)


def _write_proven(proof: ProofFile, numbers: Sequence[int], size: int) -> int:
    nodes, records = stored_nodes(), _records(numbers)
    leaves = Leaf.objects.filter(entry__in=list(records), index__lt=size).order_by("index")
    found = list(leaves.values_list("index", "hash", "entry"))
    for index, leaf, entry in found:
        path = _path(nodes, index, size)
        proof.record(proven_line(index, bytes(leaf), path, records[entry]))
    placed = {entry for *_, entry in found}
    proof.lines(unplaced_of([number for number in numbers if number not in placed]))
    return len(found)


def _path(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """None where the tree is broken there: the verifier says then that nothing proves it."""
    try:
        return inclusion_proof(nodes, index, size)
    except BrokenTree:
        return []


def _records(numbers: Iterable[int]) -> dict[int, bytes]:
    found = Entry.objects.filter(id__in=list(numbers)).order_by().values(*FIELDS)
    return {values["id"]: record(values) for values in found}


def _tiles(first: int, last: int) -> dict[int, bytes]:
    """The subtrees of 256 leaves that lie in it wholly."""
    whole = Subtree.objects.filter(
        level=TILE_LEVEL,
        index__gte=-(-first >> TILE_LEVEL),
        index__lt=(last + 1) >> TILE_LEVEL,
    )
    return {index: bytes(kept) for index, kept in whole.values_list("index", "hash")}


def _erasures_elsewhere(first: int, last: int, size: int) -> Iterator[dict[str, object]]:
    """Those that say of a leaf in the stretch, from outside of it, that its entry was erased."""
    nodes = stored_nodes()
    told = Entry.objects.filter(operation="erasure", object_kind="journal").order_by("id")
    for batch in _batches(told.values_list("id", flat=True).iterator()):
        records = _records(batch)
        for index, entry in Leaf.objects.filter(entry__in=batch).values_list("index", "entry"):
            if not first <= index <= last and index < size:
                path = hexes(inclusion_proof(nodes, index, size))
                yield {"erasure": index, "record": records[entry].decode(), "path": path}


def _numbers(first: int, last: int) -> tuple[int, int]:
    """Of the entries of a stretch, from the least to the largest."""
    stretch = Leaf.objects.filter(index__gte=first, index__lte=last)
    found = stretch.aggregate(least=Min("entry"), largest=Max("entry"))
    return found["least"] or 0, found["largest"] or 0


def _newest_index() -> int:
    """By the leaves themselves: a broken log is exported whole."""
    found: int | None = Leaf.objects.aggregate(newest=Max("index"))["newest"]
    return -1 if found is None else found


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while batch := list(islice(left, BATCH)):
        yield batch


@contextmanager
def _one_instant() -> Iterator[None]:
    """All of it as it was at one instant, unless the caller has a transaction of its own."""
    is_own = not connection.in_atomic_block
    with transaction.atomic():
        if is_own:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


class _Ahead:
    """Signed heads, smallest first, each taken when the log has reached its size."""

    def __init__(self, notes: Iterator[tuple[int, str]]) -> None:
        self._notes = notes
        self._next = next(notes, None)

    def up_to(self, size: int) -> Iterator[dict[str, object]]:
        while self._next and self._next[0] <= size:
            yield {"checkpoint": self._next[1]}
            self._next = next(self._notes, None)

    def rest(self) -> Iterator[dict[str, object]]:
        while self._next:
            yield {"checkpoint": self._next[1]}
            self._next = next(self._notes, None)
