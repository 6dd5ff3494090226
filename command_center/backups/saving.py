"""One file that holds everything."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from command_center.backups import installation
from command_center.backups.complete_file import complete_or_absent
from command_center.backups.dumping import chunks, dump
from command_center.backups.manifest import Manifest, Member
from command_center.backups.names import DATABASE, MANIFEST, MANIFEST_SUM, in_backup
from command_center.backups.progress import progress
from command_center.backups.refusal import BackupRefused
from command_center.backups.state_files import state_files
from command_center.backups.tar_writer import TarWriter
from command_center.journal.commanded import note_by_command
from command_center.journal.models import Operation
from command_center.journal.noting import Thing


def save(file: Path, state: Path, without: Path | None) -> Manifest:
    """The database first: then every file that it names is there, or was deleted meanwhile."""
    _check_target(file, state)
    origin = installation.describe()
    if not installation.holds_vigie():
        raise BackupRefused("The database of DATABASE_URL holds no Vigie: correct the address.")
    # Before it is made: then the backup tells of itself.
    note_by_command(Operation.COMMUNICATION, Thing("backup", file.name))
    with complete_or_absent(file) as out:
        tar = TarWriter(out)
        members = {DATABASE: tar.add(DATABASE, _shown(dump()))}
        members |= _add_files(tar, state, state_files(state, without))
        manifest = Manifest(datetime.now(UTC), origin, members)
        _add_manifest(tar, manifest.as_json())
    return manifest


def _check_target(file: Path, state: Path) -> None:
    if file.exists():
        raise BackupRefused(f"{file} exists: choose another name, or remove it first.")
    if not file.parent.is_dir():
        raise BackupRefused(f"{file.parent} is no folder: make it, or mount the disk.")
    if file.resolve().is_relative_to(state):
        raise BackupRefused(
            f"{file} lies in the state folder, which is what is saved: "
            "write it elsewhere, best to another disk."
        )


def _shown(content: Iterator[bytes]) -> Iterator[bytes]:
    with progress("Database") as bar:
        for chunk in content:
            yield chunk
            bar.update(len(chunk))


def _add_files(tar: TarWriter, state: Path, files: list[Path]) -> dict[str, Member]:
    members: dict[str, Member] = {}
    with progress("Files", _total_bytes(state, files)) as bar:
        for file in files:
            member = _add_file(tar, state / file, in_backup(file))
            if member:
                members[in_backup(file)] = member
                bar.update(member.size_bytes)
    return members


def _add_file(tar: TarWriter, file: Path, name: str) -> Member | None:
    """None for one that was deleted meanwhile, as what is too old is."""
    try:
        source = file.open("rb")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BackupRefused(f"{file} cannot be read: {error.strerror}.") from error
    with source:
        found = os.fstat(source.fileno())
        return tar.add(name, chunks(source), found.st_mode & 0o777, found.st_mtime)


def _total_bytes(state: Path, files: list[Path]) -> int:
    return sum((state / file).stat().st_size for file in files if (state / file).exists())


def _add_manifest(tar: TarWriter, text: bytes) -> None:
    """Last: a backup without it is half a one. `sha256sum --check` reads its sum."""
    tar.add(MANIFEST, [text])
    tar.add(MANIFEST_SUM, [f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()])
    tar.end()
