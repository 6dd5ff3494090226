"""Stretches and selections prove themselves; nothing in a file can be changed unseen."""

import random
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command

from command_center.journal.checkpoint import checkpoint
from command_center.journal.export import write_proof, write_selection
from command_center.journal.models import Checkpoint, Entry
from command_center.journal.signed_note import read_note
from command_center.journal.verifying.findings import Findings
from command_center.journal.verifying.proof import NotAProof, verify
from tests.journal.forging import exported, fill, first_wrong, verified, without_rules

pytestmark = pytest.mark.django_db


def log_of(*counts: int) -> list[int]:
    """So many entries under each head."""
    numbers = []
    for count in counts:
        numbers += fill(count)
        checkpoint()
    return numbers


@pytest.mark.parametrize(
    ("first", "last"), [(0, 0), (0, 9), (1, 1), (255, 256), (300, 599), (650, None), (699, 699)]
)
def test_every_stretch_proves_itself(tmp_path: Path, first: int, last: int | None) -> None:
    log_of(300, 300, 100)
    file = exported(tmp_path, first, last)
    found = _found(file)
    assert not found.wrong, found.wrong
    until = 699 if last is None else last
    assert f"{until + 1 - first} entries, places {first} to {until} of 700" in found.told[0]


def test_empty_log_proves_that_it_is_empty(tmp_path: Path) -> None:
    found = _found(exported(tmp_path))
    assert not found.wrong, found.wrong


def test_there_is_no_stretch_beyond_the_log() -> None:
    log_of(3)
    for first, last in ((0, 3), (5, 6), (-1, 2)):
        with pytest.raises(ValueError, match="places 0 to 2"):
            write_proof(BytesIO(), first, last)


def test_changed_entry_of_a_stretch_is_named(tmp_path: Path) -> None:
    numbers = log_of(300, 300, 100)
    with without_rules() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = %s", [numbers[310]])
    file = exported(tmp_path, 300, 400)
    assert first_wrong(verified(file)).startswith(f"Place 310 (entry {numbers[310]}, ")


def test_stretch_is_compared_to_heads_of_before_and_after_it(tmp_path: Path) -> None:
    log_of(300, 300, 100)
    file = exported(tmp_path, 400, 500, earlier=[600])
    for size in (300, 600, 700):
        assert not _found(file, _note(size)).wrong
    log_of(50)
    late = tmp_path / "late"
    late.write_text(_note(750))
    assert "You kept a signed head of 750 entries" in first_wrong(
        verified(file, "--checkpoint", str(late))
    )


def test_head_that_the_file_does_not_lead_to_is_asked_for(tmp_path: Path) -> None:
    log_of(300, 300, 100)
    found = _found(exported(tmp_path, 400, 500), _note(600))
    assert found.wrong == [
        "The head of 600 entries that you kept cannot be compared: export again with --earlier 600."
    ]


def test_selection_proves_each_of_its_entries(tmp_path: Path) -> None:
    numbers = log_of(300, 300, 100)
    file = tmp_path / "selection"
    with file.open("wb") as written:
        told = write_selection(written, [numbers[650], numbers[3], numbers[299]])
    assert (told.entries, told.size) == (3, 700)
    found = verified(file)
    assert found.returncode == 0, found.stdout
    assert "3 entries, out of a log of 700." in found.stdout
    assert not _found(file, _note(300)).wrong


def test_selection_of_what_nothing_proves_any_more_is_named(tmp_path: Path) -> None:
    numbers = log_of(300, 100)
    with without_rules() as cursor:
        cursor.execute("DELETE FROM journal_leaf WHERE entry = %s", [numbers[2]])
    file = tmp_path / "selection"
    with file.open("wb") as written:
        write_selection(written, numbers[2:5])
    found = _found(file)
    assert found.wrong[0].startswith(f"Place 3 (entry {numbers[3]}, ")
    assert "it is not in the log" in found.wrong[0]
    assert found.wrong[2].startswith(f"Entry {numbers[2]} ")
    assert found.count == 3


def test_changed_entry_of_a_selection_is_named(tmp_path: Path) -> None:
    numbers = log_of(300, 100)
    with without_rules() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = 'x' WHERE id = %s", [numbers[3]])
    file = tmp_path / "selection"
    with file.open("wb") as written:
        write_selection(written, numbers[2:5])
    assert first_wrong(verified(file)).startswith(f"Place 3 (entry {numbers[3]}, ")


@pytest.mark.parametrize("kind", ["whole", "stretch", "selection"])
def test_no_byte_of_a_file_is_changed_unseen(kind: str) -> None:
    """Every byte of what is short, a sample of the rest; always the same one."""
    numbers, file = log_of(20, 10, 7), BytesIO()
    if kind == "whole":
        write_proof(file)
    elif kind == "stretch":
        write_proof(file, 5, 24, earlier=[20])
    else:
        write_selection(file, numbers[4:9])
    data, chance = file.getvalue(), random.Random(7)
    assert not verify(data.splitlines(keepends=True)).count
    for at in sorted(chance.sample(range(len(data)), 700)):
        changed = bytes([chance.choice([one for one in (32, 34, 48, 57, 97) if one != data[at]])])
        altered = data[:at] + changed + data[at + 1 :]
        assert _is_found(altered), (at, data[max(0, at - 40) : at + 40], changed)
    for at in sorted(chance.sample(range(1, len(data)), 100)):
        assert _is_found(data[:at]), "cut off"
        assert _is_found(data[:at] + data[at + 1 :]), "a byte less"


def test_no_line_of_a_file_is_left_out_doubled_or_moved_unseen() -> None:
    log_of(20, 10, 7)
    file = BytesIO()
    write_proof(file)
    lines = file.getvalue().splitlines(keepends=True)
    for at in range(len(lines)):
        assert _is_found(b"".join([*lines[:at], *lines[at + 1 :]])), lines[at]
        assert _is_found(b"".join([*lines[:at], lines[at], *lines[at:]])), lines[at]
        if at + 1 < len(lines):
            swapped = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
            assert _is_found(b"".join(swapped)), lines[at]


def test_file_of_something_else_is_no_proof(tmp_path: Path) -> None:
    file = tmp_path / "other"
    file.write_text('{"type": "FeatureCollection"}\n')
    done = verified(file)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no proof of a journal" in done.stderr
    assert verified(tmp_path / "missing").returncode == 2


def test_without_the_package_signatures_are_not_said_to_be_checked(tmp_path: Path) -> None:
    log_of(5)
    file = exported(tmp_path)
    lame = tmp_path / "without"
    (lame / "cryptography").mkdir(parents=True)
    (lame / "cryptography" / "__init__.py").write_text("raise ImportError")
    unchecked = verified(file, path=lame)
    assert unchecked.returncode == 3
    assert "signatures were NOT checked" in unchecked.stdout
    assert verified(file, "--without-signatures", path=lame).returncode == 0


def test_command_exports_and_says_so_in_the_file(tmp_path: Path) -> None:
    fill(3)
    file = tmp_path / "out"
    call_command("journal_export", str(file), reason="the prefect asked")
    assert b"the prefect asked" in file.read_bytes()
    assert verified(file).returncode == 0
    told = Entry.objects.get(object_kind="journal", object_id="export")
    assert (told.operation, told.reason) == ("communication", "the prefect asked")


def _is_found(data: bytes) -> bool:
    try:
        return bool(verify(data.splitlines(keepends=True)).count)
    except NotAProof:
        return True


def _note(size: int) -> str:
    return Checkpoint.objects.get(size=size).note


def _found(file: Path, *notes: str) -> Findings:
    with file.open("rb") as lines:
        return verify(lines, kept=[read_note(one) for one in notes])
