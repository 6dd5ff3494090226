"""The keys that a proof names: each but the first with what announced it."""

from collections.abc import Iterator

from command_center.journal.checkpoint import Checkpoint
from command_center.journal.leaf import Leaf
from command_center.journal.merkle import inclusion_proof
from command_center.journal.nodes import BrokenTree, stored_nodes
from command_center.journal.public_key import PublicKey
from command_center.journal.verifying.lines import hexes


def key_lines() -> Iterator[dict[str, object]]:
    for key in PublicKey.objects.order_by("id"):
        yield {"key": bytes(key.public).hex(), "since": _since(key)}


def _since(key: PublicKey) -> dict[str, object] | None:
    """Its announcement under the first head that a key before it signed; without a head where
    none did: the key before it was lost."""
    leaf = Leaf.objects.filter(entry=key.entry).first() if key.entry else None
    if leaf is None:
        return None
    heads = Checkpoint.objects.filter(key__lt=key.pk, size__gt=leaf.index).order_by("id")
    told = {"index": leaf.index, "record": key.announcement}
    head = heads.first()
    if head is None:
        return told
    try:
        path = inclusion_proof(stored_nodes(), leaf.index, head.size)
    except BrokenTree:
        return told
    return {**told, "note": head.note, "path": hexes(path)}
