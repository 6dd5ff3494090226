"""A tar whose members' lengths are known only when they have been written."""

import hashlib
import tarfile
import time
from collections.abc import Iterable
from typing import BinaryIO

from command_center.backups.manifest import Member

BLOCK_BYTES = tarfile.BLOCKSIZE


class TarWriter:
    """Writes to a file that can be wound back; each header is corrected after its member.

    So a dump goes straight into the tar, with no second copy on the disk.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def add(
        self,
        name: str,
        content: Iterable[bytes],
        mode: int = 0o600,
        modified_s: float | None = None,
    ) -> Member:
        """`modified_s` in seconds of Unix time, now when it is not given."""
        info = tarfile.TarInfo(name)
        info.mode, info.mtime = mode, int(time.time() if modified_s is None else modified_s)
        start = self._file.tell()
        self._file.write(_header(info))
        total = hashlib.sha256()
        for chunk in content:
            total.update(chunk)
            self._file.write(chunk)
            info.size += len(chunk)
        self._file.write(bytes(-info.size % BLOCK_BYTES))
        self._correct(start, info)
        return Member(info.size, total.hexdigest())

    def end(self) -> None:
        self._file.write(bytes(2 * BLOCK_BYTES))

    def _correct(self, start: int, info: tarfile.TarInfo) -> None:
        end = self._file.tell()
        self._file.seek(start)
        self._file.write(_header(info))
        self._file.seek(end)


def _header(info: tarfile.TarInfo) -> bytes:
    """In GNU's form, whose length depends on the name alone, whatever the size."""
    return info.tobuf(tarfile.GNU_FORMAT, errors="surrogateescape")
