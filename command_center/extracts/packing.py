"""Files of a folder as one ZIP, which `verifying/container.py` describes to the byte."""

import zlib
from collections.abc import Sequence
from pathlib import Path

from command_center.extracts.verifying.container import Packed, end_of, local_head

CHUNK = 1 << 20


def pack(folder: Path, names: Sequence[str], package: Path) -> None:
    """In that order."""
    packed: list[Packed] = []
    with package.open("wb") as written:
        for name in names:
            offset = packed[-1].ends if packed else 0
            place = folder / name
            one = Packed(name, place.stat().st_size, _crc32(place), offset)
            written.write(local_head(one))
            with place.open("rb") as file:
                while chunk := file.read(CHUNK):
                    written.write(chunk)
            packed.append(one)
        written.write(end_of(packed))


def _crc32(place: Path) -> int:
    checksum = 0
    with place.open("rb") as file:
        while chunk := file.read(CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum
