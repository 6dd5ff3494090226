"""The signed heads that a proof holds: of the tables, and of the files outside of them."""

import heapq
from collections.abc import Iterator, Sequence
from itertools import groupby

from command_center.journal import kept_outside
from command_center.journal.checkpoint import Checkpoint
from command_center.journal.merkle import consistency_proof
from command_center.journal.nodes import stored_nodes
from command_center.journal.public_key import PublicKey
from command_center.journal.signed_note import BrokenNote, key_id, read_note
from command_center.journal.verifying.lines import hexes

EARLIER_KEPT = 100
"""Of the heads before a stretch or selection as many go with it: four days, hour by hour."""


def notes_within(smallest: int, largest: int | None) -> Iterator[tuple[int, str]]:
    """Size and text, smallest first, of one size by the age of their keys; those larger than the
    log too where `largest` is None."""
    ranks = {key_id(bytes(key.public)): key.pk for key in PublicKey.objects.all()}
    merged = heapq.merge(_in_tables(), _outside(), key=lambda one: one[0])
    for size, of_size in groupby(merged, key=lambda one: one[0]):
        if size >= smallest and (largest is None or size <= largest):
            texts = {text for _size, text in of_size}
            yield from ((size, text) for text in sorted(texts, key=lambda one: _rank(one, ranks)))


def _rank(text: str, ranks: dict[bytes, int]) -> int:
    try:
        return ranks.get(read_note(text).key_id, 0)
    except BrokenNote:
        return 0


def note_at(size: int) -> str | None:
    """Of the head of that size which was signed last; None where none was."""
    texts = [text for found, text in [*_in_tables(size), *_outside()] if found == size]
    return texts[-1] if texts else None


def earlier_lines(
    size: int, sizes: Sequence[int], before: int | None = None
) -> Iterator[dict[str, object]]:
    """Heads of before, each with its way to that of so many leaves: the latest ones, signed, and
    those of the given sizes, which somebody else has."""
    nodes = stored_nodes()
    latest = Checkpoint.objects.filter(size__gt=0, size__lt=size if before is None else before)
    texts = dict(latest.order_by("-size", "id").values_list("size", "note")[:EARLIER_KEPT])
    for one in sorted({*texts, *(one for one in sizes if 0 < one < size)}):
        path = hexes(consistency_proof(nodes, one, size))
        yield {"earlier": one, "note": texts.get(one), "path": path}


def _in_tables(size: int | None = None) -> Iterator[tuple[int, str]]:
    found = Checkpoint.objects.all() if size is None else Checkpoint.objects.filter(size=size)
    yield from found.order_by("size", "id").values_list("size", "note").iterator()


def _outside() -> list[tuple[int, str]]:
    """A few hundred bytes each hour: they fit into memory."""
    try:
        newest = kept_outside.newest()
        notes = [*kept_outside.kept_checkpoints(), *([newest] if newest else [])]
    except BrokenNote:
        return []
    return sorted(((note.size, note.text) for note in notes), key=lambda one: one[0])
