"""Everything comes back, on another database and in another folder."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command

from command_center.alerts.models import Alert
from tests.backups.conftest import FILES, REBUILT, Elsewhere, write

pytestmark = pytest.mark.django_db(transaction=True)

ANOTHER = """
    CREATE TEMPORARY TABLE another AS SELECT * FROM alerts_alert;
    UPDATE another SET id = nextval('alerts_alert_id_seq'), uid = gen_random_uuid();
"""
STORE = "INSERT INTO alerts_alert SELECT * FROM another"


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def backup(state: Path, alert: Alert, tmp_path: Path) -> Path:
    call_command("backup", tmp_path / "vigie.tar")
    return tmp_path / "vigie.tar"


def test_rows_triggers_and_files_come_back(
    backup: Path, alert: Alert, elsewhere: Elsewhere
) -> None:
    done = elsewhere.manage("restore", backup)
    assert (done.returncode, done.stderr) == (0, "")
    assert elsewhere.rows("SELECT id, kind, started_at FROM alerts_alert") == [
        (alert.pk, "intrusion", alert.started_at)
    ]
    assert elsewhere.rows("SELECT reference FROM law_order") == [(alert.order.reference,)]
    assert files_of(elsewhere.state) == FILES
    with elsewhere.connect() as server:
        server.execute(ANOTHER)
        server.execute(STORE)  # its number comes after the restored one
        server.execute("UPDATE another SET id = id + 1, uid = NULL, kind = 'fire'")
        with pytest.raises(psycopg.errors.CheckViolation, match="no order in force covers fire"):
            server.execute(STORE)
        with pytest.raises(psycopg.errors.CheckViolation, match="origin_is_kept"):
            server.execute("UPDATE alerts_alert SET zone_name = 'elsewhere'")
    assert elsewhere.manage("migrate", "--check").returncode == 0


def test_files_keep_their_mode_and_time(
    state: Path, alert: Alert, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    (state / "secret_key").chmod(0o600)
    call_command("backup", tmp_path / "vigie.tar")
    assert elsewhere.manage("restore", tmp_path / "vigie.tar").returncode == 0
    for name in FILES:
        before, after = (state / name).stat(), (elsewhere.state / name).stat()
        assert (after.st_mode, int(after.st_mtime)) == (before.st_mode, int(before.st_mtime)), name


def test_models_come_only_when_asked_for(
    state: Path, alert: Alert, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    call_command("backup", tmp_path / "vigie.tar", "--models")
    assert elsewhere.manage("restore", tmp_path / "vigie.tar").returncode == 0
    model = "models/yolo11n.xml"
    assert files_of(elsewhere.state) == {**FILES, model: REBUILT[model]}


def test_replacing_leaves_nothing_of_what_was_there(backup: Path, elsewhere: Elsewhere) -> None:
    assert elsewhere.manage("migrate", "--verbosity", "0").returncode == 0
    with elsewhere.connect() as server:
        server.execute("CREATE TABLE of_a_newer_vigie (id int REFERENCES law_order)")
    write(elsewhere.state, {"footage/newer.mp4": b"no row knows it", "models/own.xml": b"kept"})
    assert elsewhere.manage("restore", backup, "--replace").returncode == 0
    assert elsewhere.rows("SELECT to_regclass('of_a_newer_vigie')") == [(None,)]
    assert len(elsewhere.rows("SELECT * FROM alerts_alert")) == 1
    assert files_of(elsewhere.state) == {**FILES, "models/own.xml": b"kept"}


def test_backup_is_for_its_owner_and_leaves_nothing_beside(backup: Path, state: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert set(backup.parent.iterdir()) == {backup, state}


def test_time_of_the_backup_is_told(
    state: Path, alert: Alert, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("backup", tmp_path / "vigie.tar")
    said = capsys.readouterr().out.split("as of ")[1].strip()
    assert abs(datetime.fromisoformat(said) - datetime.now(UTC)) < timedelta(minutes=1)
