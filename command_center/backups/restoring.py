"""Everything back from one file: all of it, or nothing."""

import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from command_center.backups import fitness
from command_center.backups.archive import content, opened, verify
from command_center.backups.dumping import chunks, load
from command_center.backups.manifest import Manifest
from command_center.backups.names import DATABASE, in_state
from command_center.backups.progress import progress
from command_center.backups.refusal import BackupRefused
from command_center.backups.state_files import STAGE, state_files
from command_center.journal.commanded import note_by_command
from command_center.journal.models import Operation
from command_center.journal.noting import Thing


def restore(file: Path, state: Path, without: Path | None, *, replace: bool) -> Manifest:
    """Files wait in a stage until the database is in: one that fails leaves all as it was.

    With `replace`, files that the backup does not know are removed, as the rows are that named
    them: no retention would ever find them. `without` is a folder never removed.
    """
    with opened(file) as tar:
        manifest = verify(tar, file)
        present = state_files(state, without)
        needed_bytes = sum(member.size_bytes for member in manifest.members.values())
        fitness.check_origin(manifest)
        fitness.check_database(replace=replace)
        fitness.check_state(state, present, needed_bytes, replace=replace)
        with _stage(state) as stage:
            _unpack(tar, manifest, stage)
            _load(stage / DATABASE, manifest.origin.postgresql)
            files = _files(manifest)
            _put_in_place(stage, state, files)
            _remove(state, set(present) - set(files))
    call_command("migrate", verbosity=0)
    detail = {"made_at": manifest.made_at}
    note_by_command(Operation.MODIFICATION, Thing("restored_backup", file.name, detail=detail))
    return manifest


@contextmanager
def _stage(state: Path) -> Iterator[Path]:
    stage = state / STAGE
    shutil.rmtree(stage, ignore_errors=True)  # of one that was killed
    try:
        stage.mkdir(mode=0o700)
        yield stage
    except OSError as error:
        raise BackupRefused(
            f"The state folder {state} cannot be written ({error.strerror}): put that right, "
            "then restore again, with --replace if the database is back already."
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _files(manifest: Manifest) -> list[Path]:
    """Of the state folder, relative to it."""
    return [file for name in manifest.members if (file := in_state(name))]


def _unpack(tar: tarfile.TarFile, manifest: Manifest, stage: Path) -> None:
    with progress("Unpacking", sum(m.size_bytes for m in manifest.members.values())) as bar:
        for name in manifest.members:
            _unpack_one(tar, name, stage / (in_state(name) or DATABASE))
            bar.update(manifest.members[name].size_bytes)


def _unpack_one(tar: tarfile.TarFile, name: str, target: Path) -> None:
    if ".." in Path(name).parts or Path(name).is_absolute():
        raise BackupRefused(f"“{name}” would leave the state folder: Vigie did not write this.")
    target.parent.mkdir(parents=True, exist_ok=True)
    info = tar.getmember(name)
    with target.open("xb") as out:
        for chunk in chunks(content(tar, info)):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    target.chmod(info.mode & 0o777)
    os.utime(target, (info.mtime, info.mtime))


def _load(dump: Path, made_by: int) -> None:
    connection.close()  # it remembers what will be replaced
    with progress("Database") as bar:
        load(dump, made_by, bar.update)


def _put_in_place(stage: Path, state: Path, files: list[Path]) -> None:
    for file in files:
        (state / file).parent.mkdir(parents=True, exist_ok=True)
        (stage / file).replace(state / file)


def _remove(state: Path, files: set[Path]) -> None:
    for file in files - {fitness.KEY_FILE}:
        (state / file).unlink(missing_ok=True)
