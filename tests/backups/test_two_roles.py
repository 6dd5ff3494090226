"""Owner and application are two roles: the owner restores, and the application has its rights."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.core.management import call_command
from psycopg import sql

from command_center.alerts.models import Alert
from tests.backups.conftest import ROOT, Elsewhere

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def application(elsewhere: Elsewhere) -> Iterator[str]:
    """The address of a role that is not there yet; what it became is removed."""
    name = f"application_{os.getpid()}"
    parts = urlsplit(elsewhere.url)
    place = parts.netloc.rpartition("@")[2]
    yield urlunsplit(parts._replace(netloc=f"{name}:its%20password@{place}"))
    with elsewhere.connect() as server:
        role = sql.Identifier(name)
        server.execute(sql.SQL("DROP OWNED BY {}").format(role))
        server.execute(sql.SQL("DROP ROLE {}").format(role))


def manage(
    elsewhere: Elsewhere, application: str, owner: str, *words: object
) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "DATABASE_URL": application,
        "OWNER_DATABASE_URL": owner,
        "STATE_DIR": str(elsewhere.state),
    }
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_owner_restores_and_the_application_saves_again(
    state: Path, alert: Alert, elsewhere: Elsewhere, application: str, tmp_path: Path
) -> None:
    call_command("backup", tmp_path / "vigie.tar")
    done = manage(elsewhere, application, elsewhere.url, "restore", tmp_path / "vigie.tar")
    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(application, autocommit=True) as server:
        assert server.execute("SELECT id FROM alerts_alert").fetchall() == [(alert.pk,)]
        server.execute("UPDATE venues_venue SET name = 'Arena'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            server.execute("DELETE FROM law_notice")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            server.execute("SET session_replication_role = replica")
    # Alone, as in the containers of web and workers:
    saved = manage(elsewhere, application, "", "backup", tmp_path / "again.tar")
    assert saved.returncode == 0, saved.stderr
    refused = manage(elsewhere, application, "", "restore", tmp_path / "again.tar", "--replace")
    assert refused.returncode == 1
    assert "OWNER_DATABASE_URL" in refused.stderr
    assert elsewhere.rows("SELECT name FROM venues_venue") == [("Arena",)]
