"""Behind the application's back, as the database's owner: the verifier names the first bad entry.

Each is a change that the owner can make with the rules off, from the clumsiest to the one that
makes every digest fit.
"""

from pathlib import Path

import pytest
from django.db import connection

from command_center.journal.checkpoint import checkpoint
from command_center.journal.leaf import Leaf
from command_center.journal.merkle import leaf_hash
from command_center.journal.models import Checkpoint, Discrepancy, Entry
from command_center.journal.record import FIELDS, record
from command_center.journal.sequencing import sequence
from command_center.journal.tasks import sequence_entries, sign_checkpoint
from tests.journal.forging import (
    exported,
    fill,
    first_wrong,
    rewrite_tree,
    verified,
    without_rules,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers() -> list[int]:
    """Of 700 entries, under heads of 300, 600 and 700."""
    found = fill(300)
    checkpoint()
    found += fill(300)
    checkpoint()
    found += fill(100)
    checkpoint()
    return found


def test_untouched_log_is_as_it_was_recorded(numbers: list[int], tmp_path: Path) -> None:
    done = verified(exported(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "700 entries, places 0 to 699 of 700" in done.stdout
    assert "3 signed heads" in done.stdout


def test_changed_entry_is_named(numbers: list[int], tmp_path: Path) -> None:
    with without_rules() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = %s", [numbers[41]])
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = %s", [numbers[57]])
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith(f"Place 41 (entry {numbers[41]}, ")
    assert "consultation of camera 41 by Vigie" in wrong


@pytest.mark.parametrize(
    "column",
    [
        "at = at + interval '1 us'",
        "author_name = 'anna'",
        "address = 'x'",
        "salt = gen_random_uuid()",
    ],
)
def test_any_column_counts(numbers: list[int], tmp_path: Path, column: str) -> None:
    with without_rules() as cursor:
        cursor.execute(f"UPDATE journal_entry SET {column} WHERE id = %s", [numbers[5]])
    assert first_wrong(verified(exported(tmp_path))).startswith("Place 5 (entry")


def test_deleted_entry_is_named(numbers: list[int], tmp_path: Path) -> None:
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id = %s", [numbers[123]])
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith(f"Place 123 (entry {numbers[123]}): the entry was removed")


def test_entry_deleted_with_its_leaf_is_named(numbers: list[int], tmp_path: Path) -> None:
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id = %s", [numbers[123]])
        cursor.execute("DELETE FROM journal_leaf WHERE index = 123")
    assert first_wrong(verified(exported(tmp_path))).startswith("Places 123 to 123 are missing")


def test_emptied_tables_are_found_by_what_is_kept_outside(
    numbers: list[int], tmp_path: Path
) -> None:
    with without_rules() as cursor:
        for table in ("entry", "leaf", "subtree", "treehead", "checkpoint", "waitingentry"):
            cursor.execute(f"DELETE FROM journal_{table}")
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith("A head of 300 entries was signed, and this file has 0")


def test_entries_emptied_alone_are_named_from_the_first(numbers: list[int], tmp_path: Path) -> None:
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry")
    assert first_wrong(verified(exported(tmp_path))).startswith(f"Places 0 (entry {numbers[0]}) to")


def test_log_cut_at_its_end_is_found(numbers: list[int], tmp_path: Path) -> None:
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id > %s", [numbers[649]])
        rewrite_tree(cursor)
        cursor.execute("DELETE FROM journal_checkpoint WHERE size > 600")
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith("A head of 700 entries was signed, and this file has 650")


def test_entries_that_change_places_are_named(numbers: list[int], tmp_path: Path) -> None:
    with without_rules() as cursor:
        cursor.execute("UPDATE journal_leaf SET entry = -entry WHERE index IN (70, 71)")
        cursor.execute("UPDATE journal_leaf SET entry = %s WHERE index = 70", [numbers[71]])
        cursor.execute("UPDATE journal_leaf SET entry = %s WHERE index = 71", [numbers[70]])
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith(f"Place 70 (entry {numbers[71]}, ")


def test_entries_that_change_places_with_their_leaves_are_found_under_their_head(
    numbers: list[int], tmp_path: Path
) -> None:
    with without_rules() as cursor:
        cursor.execute("UPDATE journal_leaf SET index = -1 WHERE index = 270")
        cursor.execute("UPDATE journal_leaf SET index = 270 WHERE index = 300")
        cursor.execute("UPDATE journal_leaf SET index = 300 WHERE index = -1")
    wrong = first_wrong(verified(exported(tmp_path)))
    assert "one at places 0 to 299 was changed, removed, inserted or moved" in wrong


def test_changed_leaf_is_found_among_256(numbers: list[int], tmp_path: Path) -> None:
    """Entry and digest fit one another; the subtree above them does not."""
    with without_rules():
        _change_leaf(41)
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith("Among the entries at places 0 to 255")


def test_inserted_entry_is_named(numbers: list[int], tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            INSERT INTO journal_entry (salt, log, operation, object_kind, object_id, reason,
                recipients, author_name, address, session, detail)
            SELECT gen_random_uuid(), log, operation, 'camera', '12', 'forged', '', 'anna', '', '',
                detail FROM journal_entry LIMIT 1 RETURNING id
        """)
        forged = cursor.fetchone()[0]
    wrong = first_wrong(verified(exported(tmp_path)))
    assert wrong.startswith(f"Entry {forged} (entry {forged}, ")
    assert "behind the application's back" in wrong


@pytest.mark.parametrize("change", ["changed", "inserted", "removed"])
def test_whoever_makes_every_digest_fit_is_found_by_the_heads(
    numbers: list[int], tmp_path: Path, change: str
) -> None:
    statements = {
        "changed": "UPDATE journal_entry SET reason = 'x' WHERE id = %s",
        "inserted": "UPDATE journal_leaf SET index = index + 1000 WHERE entry > %s",
        "removed": "DELETE FROM journal_entry WHERE id = %s",
    }
    with without_rules() as cursor:
        cursor.execute(statements[change], [numbers[441]])
        if change == "inserted":
            _insert_between(cursor, numbers[441])
        rewrite_tree(cursor)
    wrong = first_wrong(verified(exported(tmp_path)))
    assert "one at places 300 to 599 was changed, removed, inserted or moved" in wrong


def test_head_that_was_kept_elsewhere_convicts_whoever_removed_all_others(
    numbers: list[int], tmp_path: Path, journal_folder: Path
) -> None:
    witness = tmp_path / "witness"
    witness.write_text(Checkpoint.objects.get(size=600).note)
    for file in [journal_folder / "newest", *(journal_folder / "checkpoints").iterdir()]:
        file.unlink()  # of the machine too, so that only the witness is left
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_checkpoint")
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = %s", [numbers[41]])
        rewrite_tree(cursor)
    file = exported(tmp_path)
    assert verified(file).returncode == 0  # nothing here knows better
    wrong = first_wrong(verified(file, "--checkpoint", str(witness)))
    assert "under the head of 600 entries that was signed and kept elsewhere" in wrong


def test_head_outside_the_database_stops_signing(
    numbers: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    with without_rules() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = %s", [numbers[41]])
        rewrite_tree(cursor)
    heads = Checkpoint.objects.count()
    for _ in range(2):
        fill(1)
        sequence_entries()
        sign_checkpoint()
    found = Discrepancy.objects.get()
    assert "not those that were signed" in found.why
    assert Checkpoint.objects.count() == heads
    assert not Leaf.objects.filter(index=700).exists()
    told = Entry.objects.get(object_kind="journal", object_id="discrepancy")
    assert told.detail == {"why": found.why}
    assert [one.levelname for one in caplog.records if "Nothing is signed" in one.message]


def test_log_that_was_cut_stops_signing(numbers: list[int]) -> None:
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id > %s", [numbers[649]])
        rewrite_tree(cursor)
    sequence_entries()
    assert "A head of 700 entries was signed, and the log has 650" in Discrepancy.objects.get().why


def test_head_that_does_not_fit_its_leaves_stops_signing(numbers: list[int]) -> None:
    with without_rules():
        _change_leaf(650)
    sequence_entries()
    assert "do not make its head" in Discrepancy.objects.get().why


def test_entries_after_the_newest_head_are_signed_within_seconds(numbers: list[int]) -> None:
    """Whoever changes one afterwards is found."""
    late = fill(1)
    sequence()
    with without_rules() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = %s", late)
        rewrite_tree(cursor)
    sequence_entries()
    assert Discrepancy.objects.exists()


def _change_leaf(index: int) -> None:
    """With its entry."""
    number = Leaf.objects.get(index=index).entry
    Entry.objects.filter(id=number).update(reason="x")
    values = Entry.objects.values(*FIELDS).get(id=number)
    Leaf.objects.filter(index=index).update(hash=leaf_hash(record(values)))


def _insert_between(cursor: object, after: int) -> None:
    """One that was never written, in the middle, with a leaf."""
    forged = fill(1, "forged")[0]
    place = Leaf.objects.get(entry=after).index + 1
    Leaf.objects.create(index=place, entry=forged, hash=bytes(32))
