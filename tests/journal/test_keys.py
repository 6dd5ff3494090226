"""Keys: who signed, who announced whom, and what no stranger can sign."""

import base64
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from command_center.journal.checkpoint import checkpoint
from command_center.journal.models import Checkpoint, Entry, PublicKey
from command_center.journal.public_key import KeyRefused
from command_center.journal.rotating import replace_lost, rotate
from command_center.journal.sequencing import sequence
from command_center.journal.signed_note import (
    BrokenNote,
    is_signed_by,
    key_sha256,
    read_note,
    signed_note,
)
from command_center.journal.signing_key import key_of, replace_kept, signing_key
from tests.journal.forging import exported, fill, first_wrong, verified, without_rules

pytestmark = pytest.mark.django_db


def signed_by(seed: bytes) -> str:
    return key_sha256(key_of(seed).public)


def test_note_is_read_as_it_was_written() -> None:
    key = key_of(bytes(32))
    note = signed_note(12, b"r" * 32, key)
    assert read_note(note.text) == note
    assert is_signed_by(note, key.public)
    assert not is_signed_by(note, key_of(b"x" * 32).public)
    for broken in (note.text[:-1], note.text.replace("12", "+12"), "x", note.text + "\n"):
        with pytest.raises(BrokenNote):
            read_note(broken)


def test_key_is_drawn_once_and_nobody_else_reads_it(journal_folder: Path) -> None:
    assert signing_key() == signing_key()
    assert (journal_folder / "signing_key").stat().st_mode & 0o777 == 0o600
    assert not list(journal_folder.glob("signing_key.*"))


def test_key_of_the_environment_goes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNAL_KEY", base64.b64encode(b"k" * 32).decode())
    assert signing_key() == key_of(b"k" * 32)
    monkeypatch.setenv("JOURNAL_KEY", "c2hvcnQ=")
    with pytest.raises(ValueError, match="base64 of 32 bytes"):
        signing_key()


def test_changed_key_is_announced_under_the_one_before(tmp_path: Path) -> None:
    fill(5)
    checkpoint()
    before = key_sha256(signing_key().public)
    changed = rotate("each year")
    assert changed.key_sha256 == key_sha256(signing_key().public) != before
    fill(5)
    file = exported(tmp_path)
    for key in (before, changed.key_sha256):
        found = verified(file, "--key", key)
        assert found.returncode == 0, found.stdout
        assert f"Signed by key {changed.key_sha256}." in found.stdout
    assert "Nothing in this file is signed by key" in first_wrong(verified(file, "--key", "0" * 64))
    announced = Entry.objects.get(object_kind="journal_key")
    assert (announced.object_id, announced.reason) == (changed.key_sha256, "each year")
    sizes = [(one.size, one.key.key_sha256) for one in Checkpoint.objects.order_by("id")]
    assert [key for _size, key in sizes] == [before] * 2 + [changed.key_sha256] * 2


def test_change_of_keys_is_proven_when_its_entry_is_erased(tmp_path: Path) -> None:
    checkpoint()
    before = key_sha256(signing_key().public)
    rotate("each year")
    fill(5)
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE object_kind = 'journal_key'")
    found = verified(exported(tmp_path), "--key", before)
    assert "no entry says that it was erased" in first_wrong(found)
    assert "announced" not in found.stdout


def test_key_in_the_environment_is_changed_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JOURNAL_KEY", base64.b64encode(b"k" * 32).decode())
    fill(5)
    changed = rotate("a machine was stolen")
    assert changed.seed is not None
    assert changed.key_sha256 == signed_by(changed.seed)
    fill(1)
    checkpoint()  # until it is set, the old one signs
    monkeypatch.setenv("JOURNAL_KEY", base64.b64encode(changed.seed).decode())
    fill(1)
    checkpoint()
    assert verified(exported(tmp_path), "--key", signed_by(b"k" * 32)).returncode == 0
    monkeypatch.setenv("JOURNAL_KEY", base64.b64encode(b"k" * 32).decode())
    with pytest.raises(KeyRefused, match="A newer key signs"):
        checkpoint()


def test_machine_with_another_key_places_entries_and_signs_nothing(
    caplog: pytest.LogCaptureFixture, journal_folder: Path
) -> None:
    fill(5)
    checkpoint()
    newest = (journal_folder / "newest").read_text()
    replace_kept(os.urandom(32))
    fill(5)
    with pytest.raises(KeyRefused, match="one JOURNAL_KEY"):
        checkpoint()
    assert sequence().size == 10
    assert (journal_folder / "newest").read_text() == newest
    assert "the head is not signed" in caplog.text


def test_head_that_a_stranger_signed_is_refused(tmp_path: Path) -> None:
    fill(5)
    real = checkpoint()
    forged = signed_note(real.size, bytes(real.root), key_of(b"x" * 32)).text
    with without_rules():
        Checkpoint.objects.filter(pk=real.pk).update(note=forged)
    assert "signed by no key of this journal" in first_wrong(verified(exported(tmp_path)))


def test_key_that_a_stranger_entered_is_refused(tmp_path: Path) -> None:
    """Who owns the tables can name a key; nobody announced it."""
    fill(5)
    real = checkpoint()
    stranger = key_of(b"x" * 32)
    forged = signed_note(real.size, bytes(real.root), stranger).text
    known = PublicKey.objects.create(public=stranger.public)
    Checkpoint.objects.create(size=real.size, root=real.root, note=forged, key=known)
    wrong = first_wrong(verified(exported(tmp_path)))
    assert key_sha256(stranger.public) in wrong
    assert "which no trusted key announced" in wrong


def test_signature_that_was_changed_is_refused(tmp_path: Path) -> None:
    fill(5)
    real = checkpoint()
    note = read_note(real.note)
    signature = bytes([note.signature[0] ^ 1]) + note.signature[1:]
    line = base64.b64encode(note.key_id + signature).decode()
    text = note.text[: note.text.index("— vigie/journal ")] + f"— vigie/journal {line}\n"
    with without_rules():
        Checkpoint.objects.filter(pk=real.pk).update(note=text)
    assert "signed by no key of this journal" in first_wrong(verified(exported(tmp_path)))


def test_lost_key_is_replaced_and_only_people_can_vouch_for_the_new_one(
    journal_folder: Path, tmp_path: Path
) -> None:
    fill(5)
    checkpoint()
    before = key_sha256(signing_key().public)
    (journal_folder / "signing_key").unlink()
    new = replace_lost("the disk broke")
    fill(5)
    file = exported(tmp_path)
    assert "which no trusted key announced" in first_wrong(verified(file, "--key", before))
    assert verified(file, "--key", new.key_sha256).returncode == 0


def test_command_says_and_changes_the_key(capsys: pytest.CaptureFixture[str]) -> None:
    fill(1)
    checkpoint()
    before = key_sha256(signing_key().public)
    call_command("journal_key")
    assert before in capsys.readouterr().out
    with pytest.raises(CommandError, match="Say why"):
        call_command("journal_key", rotate=True)
    call_command("journal_key", rotate=True, reason="each year")
    assert key_sha256(signing_key().public) in capsys.readouterr().out
    assert key_sha256(signing_key().public) != before
    with pytest.raises(CommandError, match="--rotate"):
        call_command("journal_key", lost=True, reason="?")
