"""The database, out of PostgreSQL and into it again."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.db import connection

from command_center.backups.installation import server_version
from command_center.backups.programs import address, find_program
from command_center.backups.refusal import BackupRefused

CHUNK_BYTES = 1 << 20
PORTABLE = ("--no-owner", "--no-privileges")
"""The users of another server have other names."""

BEGIN = b"""
BEGIN;
SET LOCAL lock_timeout = '30s';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""
COMMIT = b"\nCOMMIT;\n"


def dump() -> Iterator[bytes]:
    """pg_dump's custom format, as it comes: one instant of the whole database."""
    command = [find_program("pg_dump", server_version()), "--format=custom", *PORTABLE]
    with tempfile.TemporaryFile() as said:
        with _started(command, stdout=subprocess.PIPE, stderr=said) as dumping:
            yield from chunks(dumping.stdout)
        _check(said, dumping)


def load(file: Path, made_by: int, moved: Callable[[int], object]) -> None:
    """Put a dump in the place of all that the database holds: all of it, or nothing.

    pg_restore's --single-transaction cannot empty the database in the same transaction. So its
    SQL goes to psql, and COMMIT only when pg_restore has ended well: otherwise everything stays
    as it was, even when this program is killed.
    """
    newest = max(made_by, server_version())
    reader = [find_program("pg_restore", newest), *PORTABLE, "--file=-", file]
    writer = [find_program("psql", newest), "--no-psqlrc", "--quiet", "--output=/dev/null"]
    writer += ["--set=ON_ERROR_STOP=1"]
    with tempfile.TemporaryFile() as said:
        with (
            suppress(BrokenPipeError),  # psql leaves at its first error, and has said why
            _started(writer, stdin=subprocess.PIPE, stderr=said) as writing,
            _started(reader, stdout=subprocess.PIPE, stderr=said) as reading,
        ):
            _hand_over(reading, writing, moved)
        _check(said, reading, writing)


def chunks(file: IO[bytes] | None) -> Iterator[bytes]:
    assert file is not None
    return iter(lambda: file.read(CHUNK_BYTES), b"")


def _hand_over(
    reading: "subprocess.Popen[bytes]",
    writing: "subprocess.Popen[bytes]",
    moved: Callable[[int], object],
) -> None:
    assert writing.stdin is not None
    writing.stdin.write(BEGIN)
    for chunk in chunks(reading.stdout):
        writing.stdin.write(chunk)
        moved(len(chunk))
    if reading.wait() == 0:
        writing.stdin.write(COMMIT)


def _started(command: list[Any], **streams: Any) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=address(connection.settings_dict), **streams)


def _check(said: IO[bytes], *ended: "subprocess.Popen[bytes]") -> None:
    failed = [Path(str(process.args[0])).name for process in ended if process.returncode]  # type: ignore[index]
    if failed:
        said.seek(0)
        words = said.read().decode(errors="replace").strip()
        raise BackupRefused(f"{failed[-1]} failed, and the database is as it was: {words}")
