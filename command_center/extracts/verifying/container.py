"""The one way in which a package is written as a ZIP (APPNOTE 6.3): stored, nothing optional.

Whoever knows the names, sizes and checksums of its files knows each other byte of it: so a change
of any byte is found, also between the files. Plain Python.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END_64, LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
VERSION = 45
UTF_8 = 0x0800
DOS_TIME, DOS_DATE = 0, 0x21
"""Midnight of 1 January 1980: the true times stand in the manifest."""

WHOLE = 0xFFFFFFFF
"""Of a field whose value stands in the part for large files."""

REGULAR_FILE = 0o100444 << 16
UNIX = 3
LOCAL_SIZE = 30


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of it. `offset`: where its own head begins."""

    name: str
    size: int
    crc32: int
    offset: int

    @property
    def begins(self) -> int:
        """Where its content begins."""
        return self.offset + len(local_head(self))

    @property
    def ends(self) -> int:
        return self.begins + self.size


def local_head(one: Packed) -> bytes:
    name = one.name.encode("ascii")
    is_large = one.size >= WHOLE
    extra = struct.pack("<HHQQ", 1, 16, one.size, one.size) if is_large else b""
    size = WHOLE if is_large else one.size
    fields = (VERSION, UTF_8, 0, DOS_TIME, DOS_DATE, one.crc32, size, size, len(name), len(extra))
    return LOCAL + struct.pack("<HHHHHIIIHH", *fields) + name + extra


def end_of(files: Iterable[Packed]) -> bytes:
    """What follows the last file: the directory, and where it lies."""
    known = list(files)
    directory = b"".join(map(_central, known))
    offset = known[-1].ends if known else 0
    count, size = len(known), len(directory)
    large = b"" if offset < WHOLE else _large_end(count, size, offset)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, size, min(offset, WHOLE), 0)
    return directory + large + END + end


def _large_end(count: int, size: int, offset: int) -> bytes:
    fields = (44, UNIX << 8 | VERSION, VERSION, 0, 0, count, count, size, offset)
    locator = LOCATOR_64 + struct.pack("<IQI", 0, offset + size, 1)
    return END_64 + struct.pack("<QHHIIQQQQ", *fields) + locator


def _central(one: Packed) -> bytes:
    name = one.name.encode("ascii")
    large = [one.size, one.size] if one.size >= WHOLE else []
    large += [one.offset] if one.offset >= WHOLE else []
    extra = struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    made = (UNIX << 8 | VERSION, VERSION, UTF_8, 0, DOS_TIME, DOS_DATE, one.crc32)
    size = min(one.size, WHOLE)
    rest = (size, size, len(name), len(extra), 0, 0, 0, REGULAR_FILE, min(one.offset, WHOLE))
    return CENTRAL + struct.pack("<HHHHHHIIIHHHHHII", *made, *rest) + name + extra
