"""Merkle trees as Certificate Transparency has them (RFC 6962, section 2.1), SHA-256.

Plain Python without packages: `scripts/verify-journal` is read by whoever doubts us.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(record: bytes) -> bytes:
    return sha256(b"\0" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Peaks:
    """The roots of the full subtrees that a growing tree consists of, largest first: one for each
    1 of its size in binary. All that appending and the root need."""

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        if len(self.hashes) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks")

    def append_subtree(self, level: int, root: bytes) -> None:
        """2^level leaves at once. Raises `ValueError` where no such subtree can begin."""
        if self.size & ((1 << level) - 1):
            raise ValueError(f"no subtree of level {level} begins at leaf {self.size}")
        at = self.size >> level
        while at & 1:
            root = node_hash(self.hashes.pop(), root)
            at >>= 1
        self.hashes.append(root)
        self.size += 1 << level

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """The full subtrees that this leaf completes: level (above the leaves), index, hash."""
        completed = []
        level, at = 0, self.size
        while at & 1:
            leaf = sha256(b"\1" + self.hashes.pop() + leaf).digest()
            level, at = level + 1, at >> 1
            completed.append((level, at, leaf))
        self.hashes.append(leaf)
        self.size += 1
        return completed

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root


Nodes = Callable[[int, int], bytes]
"""The hash of a full subtree: by its level above the leaves (0: a leaf) and its index there."""


def root_of(nodes: Nodes, start: int, end: int) -> bytes:
    """MTH(D[start:end]) where `start` is where a subtree of that size may begin."""
    if start == end == 0:
        return EMPTY_ROOT
    size = end - start
    if size & (size - 1) == 0 and start % size == 0:
        level = size.bit_length() - 1
        return nodes(level, start >> level)
    split = start + _split(size)
    return node_hash(root_of(nodes, start, split), root_of(nodes, split, end))


def full_subtrees(start: int, end: int) -> list[tuple[int, int]]:
    """Level and index of the fewest subtrees, from left to right, that hold D[start:end]."""
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        found.append((level, start >> level))
        start += 1 << level
    return found


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """PATH(index, D[size]): from the leaf's neighbour upwards."""
    start, end = 0, size
    path: list[bytes] = []
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            path.append(root_of(nodes, split, end))
            end = split
        else:
            path.append(root_of(nodes, start, split))
            start = split
    return path[::-1]


def consistency_proof(nodes: Nodes, old_size: int, size: int) -> list[bytes]:
    """PROOF(old_size, D[size]); empty where one of them is nothing or both are the same."""
    if not 0 < old_size < size:
        return []
    return _subproof(nodes, old_size, 0, size, is_known=True)


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that the proof leads to (RFC 9162, 2.1.3.2); None where it has a wrong length."""
    if not 0 <= index < size:
        return None
    at, last, root = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            root = node_hash(step, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = node_hash(root, step)
        at, last = at >> 1, last >> 1
    return root if last == 0 else None


def roots_by_consistency(
    old_size: int, size: int, old_root: bytes, proof: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """The old and the new root that the proof leads to (RFC 9162, 2.1.4.2)."""
    steps = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not steps or not 0 < old_size < size:
        return None
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return (old, new) if last == 0 else None


def _subproof(nodes: Nodes, old_size: int, start: int, end: int, *, is_known: bool) -> list[bytes]:
    if old_size == end - start:
        return [] if is_known else [root_of(nodes, start, end)]
    split = _split(end - start)
    if old_size <= split:
        proof = _subproof(nodes, old_size, start, start + split, is_known=is_known)
        return [*proof, root_of(nodes, start + split, end)]
    proof = _subproof(nodes, old_size - split, start + split, end, is_known=False)
    return [*proof, root_of(nodes, start, start + split)]


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1
