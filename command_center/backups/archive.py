"""Reading a backup: nothing of it is used before all of it has been verified."""

import hashlib
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from command_center.backups.dumping import chunks
from command_center.backups.manifest import Manifest, Member, read_manifest
from command_center.backups.names import MANIFEST, MANIFEST_SUM
from command_center.backups.progress import progress
from command_center.backups.refusal import BackupRefused

SHOWN_AT_MOST = 5


@contextmanager
def opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, "r:", errorlevel=2) as tar:
            yield tar
    except tarfile.ReadError as error:
        raise BackupRefused(f"{file} is no backup of Vigie, or cut off ({error}).") from error
    except OSError as error:
        raise BackupRefused(f"{file} cannot be read: {error.strerror or error}.") from error


def verify(tar: tarfile.TarFile, file: Path) -> Manifest:
    """Every byte against its SHA-256; what differs is named."""
    found: dict[str, Member] = {}
    texts: dict[str, bytes] = {}
    with progress("Verifying", file.stat().st_size) as bar:
        for info in tar:
            text = content(tar, info)
            if info.name in {MANIFEST, MANIFEST_SUM}:
                texts[info.name] = text.read()
            else:
                found[info.name] = _measured(text)
            bar.update(info.size)
    manifest = _manifest(texts, file, list(found))
    _compare(found, manifest.members, file)
    return manifest


def content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    text = tar.extractfile(info) if info.isreg() else None
    if text is None:
        raise BackupRefused(f"“{info.name}” in this backup is no file: Vigie did not write it.")
    return text


def _measured(text: IO[bytes]) -> Member:
    total, size_bytes = hashlib.sha256(), 0
    for chunk in chunks(text):
        total.update(chunk)
        size_bytes += len(chunk)
    return Member(size_bytes, total.hexdigest())


def _manifest(texts: Mapping[str, bytes], file: Path, before: list[str]) -> Manifest:
    """It was written last: where it is missing, so may be more."""
    if set(texts) != {MANIFEST, MANIFEST_SUM}:
        where = f"after “{before[-1]}”" if before else "at its beginning"
        raise BackupRefused(
            f"{file} is half a backup, or none of Vigie's: it is cut off or damaged {where}. "
            "Use another copy."
        )
    told = texts[MANIFEST_SUM].split(b" ")[0].decode(errors="replace")
    if hashlib.sha256(texts[MANIFEST]).hexdigest() != told:
        raise BackupRefused(f"{file}: “{MANIFEST}” has changed since it was saved.")
    return read_manifest(texts[MANIFEST])


def _compare(found: Mapping[str, Member], saved: Mapping[str, Member], file: Path) -> None:
    differing = [name for name in {**saved, **found} if found.get(name) != saved.get(name)]
    if differing:
        named = ", ".join(f"“{name}”" for name in differing[:SHOWN_AT_MOST])
        more = f" and {len(differing) - SHOWN_AT_MOST} more" * (len(differing) > SHOWN_AT_MOST)
        raise BackupRefused(
            f"{file}: {named}{more} changed since the backup was made: nothing was restored. "
            "Use another copy."
        )
