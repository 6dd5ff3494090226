"""What proves an entry: its place in the log, and the first checkpoint over it."""

from dataclasses import dataclass

from command_center.journal.models import Checkpoint, Entry, Leaf, WaitingEntry


@dataclass(frozen=True, slots=True)
class Proof:
    """`leaf`: None while it has no place; `is_refused`: not written by the application."""

    leaf: Leaf | None
    digest: str
    checkpoint: Checkpoint | None
    is_refused: bool


def proof_of(entry: Entry) -> Proof:
    leaf = Leaf.objects.filter(entry=entry.pk).first()
    if leaf is None:
        waiting = WaitingEntry.objects.filter(entry=entry.pk).first()
        # No seal at all is as bad as a wrong one.
        return Proof(None, "", None, waiting is None or waiting.is_refused)
    signed = Checkpoint.objects.filter(size__gt=leaf.pk).order_by("id").first()
    return Proof(leaf, bytes(leaf.hash).hex(), signed, is_refused=False)
