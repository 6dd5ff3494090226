"""What cannot be saved or restored is refused with a sentence, and changes nothing."""

import shutil
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from command_center.alerts.models import Alert
from command_center.backups import installation, programs
from command_center.backups.names import DATABASE, MANIFEST
from tests.backups.conftest import Elsewhere

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(state: Path, alert: Alert, tmp_path: Path) -> Path:
    call_command("backup", tmp_path / "vigie.tar")
    return tmp_path / "vigie.tar"


def refusal(*command: object, **options: object) -> str:
    with pytest.raises(CommandError) as refused:
        call_command(*command, **options)
    return str(refused.value)


def change_byte(file: Path, at: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        byte = opened.read(1)[0]
        opened.seek(at)
        opened.write(bytes([byte ^ 1]))


def places_in(backup: Path) -> dict[str, int]:
    """Name of each member → the place of its middle byte."""
    with tarfile.open(backup) as tar:
        return {info.name: info.offset_data + info.size // 2 for info in tar if info.size}


def test_every_changed_byte_is_named(backup: Path) -> None:
    for name, place in places_in(backup).items():
        change_byte(backup, place)
        told = MANIFEST if name.startswith(MANIFEST) else name
        assert f"“{told}”" in refusal("restore", backup), name
        change_byte(backup, place)


def test_changed_header_is_told_with_its_place(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        infos = tar.getmembers()
    change_byte(backup, infos[1].offset + 100)
    assert f"damaged after “{DATABASE}”" in refusal("restore", backup)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9, 0.99])
def test_half_a_backup_is_refused(backup: Path, kept: float) -> None:
    with backup.open("r+b") as opened:
        opened.truncate(int(backup.stat().st_size * kept))
    assert "cut off" in refusal("restore", backup)


def test_something_else_is_no_backup(state: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.tar"
    film.write_bytes(bytes(range(256)) * 100)
    assert "no backup of Vigie" in refusal("restore", film)
    with tarfile.open(film, "w") as tar:
        tar.add(state / "secret_key", "secret_key")
    assert "none of Vigie's" in refusal("restore", film)
    assert "No such file" in refusal("restore", tmp_path / "missing.tar")


def test_database_in_use_or_not_empty_is_refused(backup: Path, elsewhere: Elsewhere) -> None:
    assert "not empty" in refusal("restore", backup)
    with elsewhere.connect():
        assert "1 connections" in elsewhere.manage("restore", backup).stderr


def test_state_folder_with_files_is_refused(backup: Path, elsewhere: Elsewhere) -> None:
    (elsewhere.state / "footage").mkdir()
    (elsewhere.state / "footage" / "a.mp4").write_bytes(b"a")
    assert "is not empty (footage/a.mp4…)" in elsewhere.manage("restore", backup).stderr


def test_database_of_something_else_is_never_replaced(backup: Path, elsewhere: Elsewhere) -> None:
    with elsewhere.connect() as server:
        server.execute("CREATE TABLE wages (id int)")
    assert "something else (wages…)" in elsewhere.manage("restore", backup, "--replace").stderr
    assert elsewhere.rows("SELECT count(*) FROM wages") == [(0,)]
    saved = elsewhere.manage("backup", backup.with_name("wages.tar"))
    assert "holds no Vigie" in saved.stderr


def test_failed_restore_leaves_all_as_it_was(backup: Path, elsewhere: Elsewhere) -> None:
    """The server stops it in the middle, when the tables are there and their keys are not."""
    assert elsewhere.manage("restore", backup).returncode == 0
    (elsewhere.state / "secret_key").write_bytes(b"newer")
    with elsewhere.connect() as server:
        server.execute(
            "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS "
            "$$ BEGIN IF tg_tag = 'ALTER TABLE' THEN RAISE 'no space'; END IF; END $$"
        )
        server.execute("CREATE SCHEMA watch; ALTER FUNCTION refuse() SET SCHEMA watch")
        server.execute(
            "CREATE EVENT TRIGGER refuse ON ddl_command_end EXECUTE FUNCTION watch.refuse()"
        )
    done = elsewhere.manage("restore", backup, "--replace")
    assert "psql failed, and the database is as it was" in done.stderr
    assert "no space" in done.stderr
    assert len(elsewhere.rows("SELECT * FROM alerts_alert")) == 1
    assert (elsewhere.state / "secret_key").read_bytes() == b"newer"
    assert not (elsewhere.state / ".restoring").exists()


def test_backup_of_a_newer_vigie_is_refused(
    state: Path, alert: Alert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(installation, "VIGIE", "99.0")
        call_command("backup", tmp_path / "newer.tar")
    assert "is of Vigie 99.0" in refusal("restore", tmp_path / "newer.tar")


def test_backup_with_unknown_tables_is_refused(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = installation.known_migrations() - {"alerts.0001_initial"}
    monkeypatch.setattr(installation, "known_migrations", lambda: known)
    assert "alerts.0001_initial" in refusal("restore", backup)


def test_no_backup_is_written_over_another_or_into_what_is_saved(backup: Path, state: Path) -> None:
    assert "exists" in refusal("backup", backup)
    assert "is no folder" in refusal("backup", backup.parent / "absent" / "vigie.tar")
    assert "lies in the state folder" in refusal("backup", state / "vigie.tar")


def test_full_disk_leaves_nothing(
    state: Path, alert: Alert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda descriptor: Path("/dev/full").write_bytes(b"full"))
    assert "No space left on device" in refusal("backup", tmp_path / "vigie.tar")
    assert list(tmp_path.iterdir()) == [state]


def test_too_small_a_disk_is_told_before_anything_is_done(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 0))
    monkeypatch.setattr(installation, "tables", set)
    monkeypatch.setattr(installation, "others_connected", lambda: 0)
    assert "0.0 GB are free" in refusal("restore", backup, replace=True)


def test_link_in_the_state_folder_is_refused(state: Path, alert: Alert, tmp_path: Path) -> None:
    (state / "footage" / "disk").symlink_to(tmp_path)
    assert "is a link" in refusal("backup", tmp_path / "vigie.tar")


def test_missing_or_old_program_is_refused(
    state: Path, alert: Alert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "EMBEDDED", "not_installed")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "pg_dump is not on this machine" in refusal("backup", tmp_path / "vigie.tar")
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    old.chmod(0o755)
    assert "pg_dump is of PostgreSQL 9 and" in refusal("backup", tmp_path / "vigie.tar")


def test_models_elsewhere_are_not_saved(state: Path, settings: object, tmp_path: Path) -> None:
    settings.MODELS_DIR = tmp_path  # type: ignore[attr-defined]
    assert "lies outside" in refusal("backup", tmp_path / "vigie.tar", models=True)
