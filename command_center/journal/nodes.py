"""Reading the tree's nodes from the tables: large subtrees as kept, small ones from their leaves."""

from functools import lru_cache

from command_center.journal.leaf import TILE_LEVEL, Leaf, Subtree
from command_center.journal.merkle import Nodes, Peaks

READ_AT_ONCE = 1 << TILE_LEVEL


class BrokenTree(Exception):
    """A leaf or subtree that must be there is not."""


def stored_nodes() -> Nodes:
    """For one proof or root: it remembers what it read."""
    leaves = lru_cache(maxsize=64)(_tile)

    def node(level: int, index: int) -> bytes:
        if level >= TILE_LEVEL:
            return _subtree(level, index)
        first = index << level
        tile = leaves(first >> TILE_LEVEL)
        start = first & (READ_AT_ONCE - 1)
        found = tile[start : start + (1 << level)]
        if len(found) < 1 << level:
            raise BrokenTree(f"leaf {first + len(found)} of the journal is missing")
        return peaks_of(found).root()

    return node


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


def _subtree(level: int, index: int) -> bytes:
    found = Subtree.objects.filter(level=level, index=index).values_list("hash", flat=True).first()
    if found is None:
        raise BrokenTree(f"subtree {index} of level {level} of the journal is missing")
    return bytes(found)
