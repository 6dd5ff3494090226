"""The programs of PostgreSQL are found, and told the address where `ps` does not show it."""

import stat
from pathlib import Path

import pytest
from django.db import connection

from command_center.backups import programs
from command_center.backups.dumping import dump
from command_center.backups.programs import find_program

TELLS_WHAT_IT_GETS = """#!/bin/sh
case "$1" in --version) echo "pg_dump (PostgreSQL) 99.1"; exit;; esac
echo "arguments: $* password: $PGPASSWORD"
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(programs, "EMBEDDED", "not_installed")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    file = tmp_path / "pg_dump"
    file.write_text(TELLS_WHAT_IT_GETS)
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.mark.django_db
def test_password_is_not_in_the_process_list(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "secret")
    said = b"".join(dump()).decode()
    assert said == "arguments: --format=custom --no-owner --no-privileges password: secret\n"


def test_oldest_that_serves_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer pg_dump writes what the server of its age may not read."""
    found = {15: "/15/pg_dump", 16: "/16/pg_dump", 18: "/18/pg_dump"}
    monkeypatch.setattr(programs, "_candidates", lambda name: [Path(p) for p in found.values()])
    monkeypatch.setattr(programs, "_major_version", lambda path: int(path.parts[1]))
    assert find_program("pg_dump", 16) == Path("/16/pg_dump")
    assert find_program("pg_dump", 17) == Path("/18/pg_dump")
