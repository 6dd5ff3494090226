"""Heads outside the database: never smaller, never of what was undone, collected by a witness."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from command_center.journal import kept_outside
from command_center.journal.checkpoint import checkpoint
from command_center.journal.condition import condition
from command_center.journal.continuity import BrokenLog
from command_center.journal.models import Checkpoint, Discrepancy, Entry
from command_center.journal.sequencing import sequence
from command_center.journal.signed_note import signed_note
from command_center.journal.signing_key import signing_key
from command_center.journal.tasks import sequence_entries
from tests.journal.forging import exported, fill, rewrite_tree, verified, without_rules


@pytest.mark.django_db
def test_newest_head_grows_and_never_shrinks() -> None:
    key = signing_key()
    for size in (5, 9, 7):
        kept_outside.keep_newest(signed_note(size, bytes(32), key))
    newest = kept_outside.newest()
    assert newest is not None
    assert newest.size == 9


@pytest.mark.django_db
def test_each_checkpoint_is_a_file_here_and_at_the_witness(
    journal_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness = tmp_path / "witness"
    witness.mkdir()
    monkeypatch.setenv("JOURNAL_WITNESS_DIR", str(witness))
    for count in (3, 2):
        fill(count)
        checkpoint()
        checkpoint()  # nothing came: the same one
    names = [f"{size:012d}-{signing_key().id.hex()}" for size in (3, 5)]
    for folder in (journal_folder / "checkpoints", witness):
        assert sorted(one.name for one in folder.iterdir()) == names
    assert (witness / names[0]).read_text() == Checkpoint.objects.get(size=3).note


@pytest.mark.django_db
def test_witness_that_is_not_mounted_is_told_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("JOURNAL_WITNESS_DIR", str(tmp_path / "missing"))
    fill(3)
    assert checkpoint().size == 3
    assert "cannot be kept outside the database" in caplog.text
    assert not (tmp_path / "missing").exists()


@pytest.mark.django_db
def test_damaged_head_stops_signing(journal_folder: Path) -> None:
    fill(3)
    sequence()
    (journal_folder / "newest").write_text("vigie/journal\n3\n")
    sequence_entries()
    assert "this is no signed head" in Discrepancy.objects.get().why


@pytest.mark.django_db(transaction=True)
def test_head_of_what_is_undone_is_not_kept(
    journal_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # here transactions do end
    fill(3)
    sequence()
    with transaction.atomic():
        fill(2)
        assert checkpoint().size == 5
        transaction.set_rollback(True)
    newest = kept_outside.newest()
    assert newest is not None
    assert newest.size == 3
    assert sequence().size == 3


@pytest.mark.django_db
def test_restored_backup_is_told_and_goes_on_when_somebody_says_why(
    tmp_path: Path, journal_folder: Path
) -> None:
    """The tables are older than what was signed."""
    numbers = fill(10)
    checkpoint()
    fill(5)
    lost = checkpoint()
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id > %s", [numbers[-1]])
        rewrite_tree(cursor)
        cursor.execute("DELETE FROM journal_checkpoint WHERE size > 10")
    with pytest.raises(BrokenLog, match="an older backup was restored"):
        sequence()
    sequence_entries()
    assert condition().broken is not None
    call_command("journal_resume", reason="the disk broke; restored the backup of the night")
    assert condition().broken is None
    told = Entry.objects.get(object_kind="journal", object_id="settlement")
    assert lost.note in told.detail["set_aside"]
    assert len(list(journal_folder.glob("set_aside-*/*"))) == 2
    file, witness = exported(tmp_path), tmp_path / "witness"
    assert verified(file).returncode == 0
    witness.write_text(lost.note)
    assert verified(file, "--checkpoint", str(witness)).returncode == 1
