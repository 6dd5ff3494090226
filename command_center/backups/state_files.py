"""Which files of the state folder cannot be made again."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from command_center.backups.refusal import BackupRefused

STAGE = ".restoring"
"""Where `restore` puts files until the database has been restored too."""

LEFT_OUT = (
    "postgresql",  # saved by pg_dump: a copy of a running server's files is broken
    "redis*",
    "celerybeat-schedule*",
    "static",
    "demonstration",  # composed again by `seed`
    "ultralytics",
    "logs",
    "*.log",
    "*.sock",
    "*.pid",
    "*.lock",
    "lock",
    STAGE,
)
"""Names directly in the state folder that are rebuilt, or mean something only while Vigie runs."""


def state_files(state: Path, without: Path | None = None) -> list[Path]:
    """Relative to the folder, in order; `without` is a folder to leave out."""
    kept = (entry for entry in _entries(state) if not _is_left_out(entry) and entry != without)
    found = [file for entry in kept for file in _files_under(entry, without)]
    return sorted(file.relative_to(state) for file in found)


def _is_left_out(entry: Path) -> bool:
    return any(fnmatch(entry.name, pattern) for pattern in LEFT_OUT)


def _files_under(entry: Path, without: Path | None) -> Iterator[Path]:
    if entry.is_symlink():
        raise BackupRefused(
            f"{entry} is a link, and a backup would miss what it leads to: "
            "mount the disk there instead (mount --bind), or move the files into the folder."
        )
    if entry.is_dir():
        for inner in _entries(entry):
            if inner != without:
                yield from _files_under(inner, without)
    elif entry.is_file():  # no socket, no pipe
        yield entry


def _entries(folder: Path) -> list[Path]:
    try:
        return [Path(entry.path) for entry in os.scandir(folder)]
    except FileNotFoundError:  # what is too old may be deleted at any time
        return []
    except OSError as error:
        raise BackupRefused(f"{folder} cannot be read: {error.strerror}.") from error
