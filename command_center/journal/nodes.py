"""Reading the tree's nodes from the tables: large subtrees as kept, small ones from leaves."""

from functools import lru_cache

from django.db import connection

from command_center.journal.leaf import TILE_LEVEL, Leaf, Subtree
from command_center.journal.merkle import Nodes, Peaks, full_subtrees

READ_AT_ONCE = 1 << TILE_LEVEL
SUBTREES = """
    SELECT level, index, hash FROM journal_subtree
    WHERE (level, index) IN (SELECT * FROM unnest(%s::smallint[], %s::bigint[]))
"""


class BrokenTree(Exception):
    """A leaf or subtree that must be there is not."""


def stored_nodes() -> Nodes:
    """For one proof or root: it remembers what it read."""
    leaves = lru_cache(maxsize=64)(_tile)
    subtree = lru_cache(maxsize=4096)(_subtree)

    def node(level: int, index: int) -> bytes:
        if level >= TILE_LEVEL:
            return subtree(level, index)
        first = index << level
        tile = leaves(first >> TILE_LEVEL)
        start = first & (READ_AT_ONCE - 1)
        found = tile[start : start + (1 << level)]
        if len(found) < 1 << level:
            missing = first - start + min(len(tile), start + len(found))
            raise BrokenTree(f"leaf {missing} of the journal is missing")
        return peaks_of(found).root()

    return node


def stored_peaks(size: int) -> Peaks:
    """Of the first so many leaves, in two questions. Raises `BrokenTree`."""
    large = [one for one in full_subtrees(0, size) if one[0] >= TILE_LEVEL]
    peaks = Peaks(size & ~(READ_AT_ONCE - 1), _subtrees(large))
    rest = _tile(size >> TILE_LEVEL)[: size - peaks.size]
    for leaf in rest:
        peaks.append(leaf)
    if peaks.size < size:
        raise BrokenTree(f"leaf {peaks.size} of the journal is missing")
    return peaks


def peaks_of(leaves: list[bytes]) -> Peaks:
    peaks = Peaks()
    for leaf in leaves:
        peaks.append(leaf)
    return peaks


def _tile(number: int) -> list[bytes]:
    """Up to 256 leaves, as many as follow one another."""
    start = number * READ_AT_ONCE
    rows = Leaf.objects.filter(index__gte=start, index__lt=start + READ_AT_ONCE).order_by("index")
    found: list[bytes] = []
    for index, leaf in rows.values_list("index", "hash"):
        if index != start + len(found):
            break
        found.append(bytes(leaf))
    return found


def _subtrees(wanted: list[tuple[int, int]]) -> list[bytes]:
    levels, indexes = [level for level, _ in wanted], [index for _, index in wanted]
    with connection.cursor() as cursor:
        cursor.execute(SUBTREES, [levels, indexes])
        found = {(level, index): bytes(kept) for level, index, kept in cursor.fetchall()}
    for level, index in wanted:
        if (level, index) not in found:
            raise BrokenTree(f"subtree {index} of level {level} of the journal is missing")
    return [found[one] for one in wanted]


def _subtree(level: int, index: int) -> bytes:
    found = Subtree.objects.filter(level=level, index=index).values_list("hash", flat=True).first()
    if found is None:
        raise BrokenTree(f"subtree {index} of level {level} of the journal is missing")
    return bytes(found)
