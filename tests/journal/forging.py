"""What the database's owner can do, with the rules off; and the verifier, run as others run it."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from command_center.journal.export import write_proof
from command_center.journal.leaf import TILE_LEVEL, Leaf, Subtree, TreeHead
from command_center.journal.merkle import Peaks, leaf_hash
from command_center.journal.models import Entry, Operation
from command_center.journal.noting import Thing, note_all
from command_center.journal.record import FIELDS, record

SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "verify-journal"


def fill(count: int, reason: str = "shift") -> list[int]:
    """The numbers of the new entries."""
    things = [Thing("camera", n, camera=n) for n in range(count)]
    return [one.pk for one in note_all(Operation.CONSULTATION, things, reason=reason)]


def exported(folder: Path, first: int = 0, last: int | None = None, **given: Any) -> Path:
    file = folder / "journal.jsonl"
    with file.open("wb") as written:
        write_proof(written, first, last, **given)
    return file


def verified(file: Path, *words: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """By a process without settings, database or secret; `path`: packages before those here."""
    command = [sys.executable, str(SCRIPT), str(file), *words]
    environment = {"PYTHONPATH": str(path)} if path else {}
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd="/", check=False
    )


def first_wrong(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stdout + done.stderr
    line = done.stdout.splitlines()[0]
    assert line.startswith("FIRST: "), done.stdout
    return line.removeprefix("FIRST: ")


@contextmanager
def without_rules() -> Iterator[Any]:
    """As the owner, who may."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


def rewrite_tree(cursor: Any) -> None:
    """All digests anew, from the entries as they are: leaves, subtrees and head fit them."""
    kept = list(Leaf.objects.order_by("index").values_list("entry", "hash"))
    numbers = [number for number, _ in kept]
    found = {one["id"]: one for one in Entry.objects.filter(id__in=numbers).values(*FIELDS)}
    fitting = [(number, leaf_hash(record(found[number]))) for number in numbers if number in found]
    _keep_tree(cursor, fitting)


def _keep_tree(cursor: Any, kept: Sequence[tuple[int, bytes]]) -> None:
    """Of each leaf its entry and digest."""
    peaks, leaves, subtrees = Peaks(), [], []
    for number, leaf in kept:
        leaves.append(Leaf(index=peaks.size, entry=number, hash=leaf))
        subtrees += [
            Subtree(level=level, index=index, hash=found)
            for level, index, found in peaks.append(leaf)
            if level >= TILE_LEVEL
        ]
    cursor.execute("DELETE FROM journal_leaf")
    cursor.execute("DELETE FROM journal_subtree")
    Leaf.objects.bulk_create(leaves)
    Subtree.objects.bulk_create(subtrees)
    TreeHead.objects.filter(id=1).update(size=peaks.size, peaks=b"".join(peaks.hashes))


def as_if_written_at(cursor: Any, number: int, at: datetime) -> None:
    """An entry in its place, older: leaf and tree fit it, and no head was signed yet."""
    Entry.objects.filter(pk=number).update(at=at)
    leaf = leaf_hash(record(Entry.objects.values(*FIELDS).get(pk=number)))
    kept = Leaf.objects.order_by("index").values_list("entry", "hash")
    _keep_tree(cursor, [(one, leaf if one == number else bytes(old)) for one, old in kept])
    cursor.execute("DELETE FROM journal_checkpoint")
    folder = Path(settings.STATE_DIR) / "journal"
    for file in [folder / "newest", *folder.glob("checkpoints/*")]:
        file.unlink()
