"""RFC 6962's trees: known roots, and proofs that hold for what is so and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.journal.merkle import (
    EMPTY_ROOT,
    Peaks,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_by_inclusion,
    root_of,
    roots_by_consistency,
)

RECORDS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
RECORDS += ["606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Of Certificate Transparency's own test vectors: after each record."""


class Tree:
    """All full subtrees in memory, as the tables keep them."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.peaks = Peaks()
        self.kept: dict[tuple[int, int], bytes] = {}
        for index, leaf in enumerate(leaves):
            self.kept[0, index] = leaf
            for level, at, found in self.peaks.append(leaf):
                self.kept[level, at] = found

    def nodes(self, level: int, index: int) -> bytes:
        return self.kept[level, index]


def tree(size: int) -> Tree:
    return Tree([leaf_hash(str(index).encode()) for index in range(size)])


def test_roots_are_those_of_certificate_transparency() -> None:
    peaks = Peaks()
    assert peaks.root() == EMPTY_ROOT
    for record, root in zip(RECORDS, ROOTS, strict=True):
        peaks.append(leaf_hash(bytes.fromhex(record)))
        assert peaks.root().hex() == root


@given(st.integers(0, 300))
def test_a_tree_that_grew_and_one_that_is_read_have_one_root(size: int) -> None:
    grown = tree(size)
    assert root_of(grown.nodes, 0, size) == grown.peaks.root()
    taken_up = Peaks(size, grown.peaks.hashes)
    taken_up.append(leaf_hash(b"more"))
    assert taken_up.root() != grown.peaks.root()


@given(st.data(), st.integers(1, 300))
def test_inclusion_is_proven_of_what_is_there_and_of_nothing_else(
    data: st.DataObject, size: int
) -> None:
    index = data.draw(st.integers(0, size - 1))
    grown = tree(size)
    proof = inclusion_proof(grown.nodes, index, size)
    leaf = leaf_hash(str(index).encode())
    assert root_by_inclusion(leaf, index, size, proof) == grown.peaks.root()
    assert root_by_inclusion(leaf_hash(b"other"), index, size, proof) != grown.peaks.root()
    assert root_by_inclusion(leaf, index, size, [*proof, leaf]) != grown.peaks.root()
    if size > 1:
        elsewhere = (index + 1) % size
        assert root_by_inclusion(leaf, elsewhere, size, proof) != grown.peaks.root()
        assert root_by_inclusion(leaf, index, size, proof[:-1]) != grown.peaks.root()


@given(st.data(), st.integers(2, 300))
def test_consistency_is_proven_of_a_tree_that_only_grew(data: st.DataObject, size: int) -> None:
    old_size = data.draw(st.integers(1, size - 1))
    old, grown = tree(old_size), tree(size)
    proof = consistency_proof(grown.nodes, old_size, size)
    roots = old.peaks.root(), grown.peaks.root()
    assert roots_by_consistency(old_size, size, roots[0], proof) == roots
    forged = Tree([leaf_hash(b"forged"), *(grown.kept[0, index] for index in range(1, size))])
    elsewhere = consistency_proof(forged.nodes, old_size, size)
    assert roots_by_consistency(old_size, size, roots[0], elsewhere) != (
        roots[0],
        forged.peaks.root(),
    )


def test_peaks_that_do_not_fit_the_size_are_refused() -> None:
    with pytest.raises(ValueError, match="2 peaks"):
        Peaks(3, [EMPTY_ROOT])
