"""The files of a package: in a folder, or in a ZIP that is written as Vigie writes it."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from command_center.extracts.verifying.container import (
    LOCAL,
    LOCAL_SIZE,
    WHOLE,
    Packed,
    end_of,
    local_head,
)

CHUNK = 1 << 20


class NotAPackage(ValueError):
    """Neither a folder nor a ZIP of Vigie; the text says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file: `size` bytes from `offset` on of what lies at `path`."""

    name: str
    path: Path
    offset: int
    size: int

    def chunks(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(self.offset)
            yield from _chunks(file, self.size)

    def read(self) -> bytes:
        return b"".join(self.chunks())

    def sha256(self) -> str:
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """`faults`: of the container itself, each with the file that it lies at."""

    members: dict[str, Member]
    faults: list[str]


def contents_of(package: Path) -> Contents:
    """Raises `NotAPackage` and `OSError`."""
    if package.is_dir():
        return _of_folder(package)
    with package.open("rb") as file:
        return _of_zip(package, file)


def _of_folder(folder: Path) -> Contents:
    """A link, or a folder in it, is a fault: nothing of the kind is in a package."""
    members, faults = {}, []
    for one in sorted(folder.iterdir()):
        if one.is_symlink() or not one.is_file():
            faults.append(f"{one.name}: it is no plain file, and does not belong to the package")
        else:
            members[one.name] = Member(one.name, one, 0, one.stat().st_size)
    return Contents(members, faults)


def _of_zip(package: Path, file: BinaryIO) -> Contents:
    """From its beginning on, as it was written; its directory is only compared."""
    if file.read(4) != LOCAL:
        raise NotAPackage("it does not begin as a ZIP of Vigie does")
    whole_size = package.stat().st_size
    members: dict[str, Member] = {}
    packed: list[Packed] = []
    faults: list[str] = []
    offset = 0
    while (one := _next(file, offset, whole_size)) is not None:
        file.seek(offset)
        if file.read(one.begins - offset) != local_head(one):
            faults.append(f"{one.name}: what stands before it in the ZIP was changed")
        if one.name in members:
            faults.append(f"{one.name}: it is in the ZIP twice")
        members[one.name] = Member(one.name, package, one.begins, one.size)
        packed.append(one)
        offset = one.ends
    file.seek(offset)
    if file.read() != end_of(packed):
        last = packed[-1].name if packed else "its beginning"
        faults.append(f"{package.name}: the directory of the ZIP, after {last}, was changed")
    return Contents(members, faults)


def _next(file: BinaryIO, offset: int, whole_size: int) -> Packed | None:
    """With the checksum that its content has now. None: what follows is no file that fits."""
    file.seek(offset)
    head = file.read(LOCAL_SIZE)
    if len(head) < LOCAL_SIZE or head[:4] != LOCAL:
        return None
    size, name_size, extra_size = struct.unpack_from("<IHH", head, 22)
    rest = file.read(name_size + extra_size)
    if len(rest) < name_size + extra_size:
        return None
    if size == WHOLE:
        if extra_size < 12:
            return None
        (size,) = struct.unpack_from("<Q", rest, name_size + 4)
    begins = offset + LOCAL_SIZE + name_size + extra_size
    if begins + size > whole_size:
        return None
    checksum = 0
    for chunk in _chunks(file, size):
        checksum = zlib.crc32(chunk, checksum)
    name = rest[:name_size].decode("ascii", errors="replace").replace("\ufffd", "?")
    return Packed(name, size, checksum, offset)


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := file.read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk
