"""A file that is there complete, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from command_center.backups.refusal import BackupRefused


@contextmanager
def complete_or_absent(file: Path) -> Iterator[BinaryIO]:
    """The name appears only when all of it lies on the disk. Only its owner may read it."""
    part: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(".part", f".{file.name}-", file.parent)
        part = Path(name)
        with os.fdopen(descriptor, "wb") as out:
            yield cast(BinaryIO, out)
            out.flush()
            os.fsync(out.fileno())
        part.rename(file)
        _sync(file.parent)
    except OSError as error:
        raise BackupRefused(
            f"{file} cannot be written ({error.strerror}), and nothing was left there: "
            "free some space, or write to another disk."
        ) from error
    finally:
        if part:
            part.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Without it the new name may be lost with the power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
