"""Reading a recording that this system wrote, whole or cut off anywhere: it describes itself."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from detection.fragments.timed import read_found, read_taken_at
from detection.frame import PTS_PER_S

Bytes = bytes | memoryview
NO_SYNC = 0x00010000
TFDT, TRUN = 48, 68
"""Where they lie in a `moof` of `isobmff.fragment`."""


class NotRecorded(ValueError):
    """Not what this system records: no initialisation at its start."""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """`moof` and `mdat` from `offset` on, `size` bytes; times in 1/90000 s."""

    offset: int
    size: int
    dts: int
    pts: int
    duration: int
    keyframe: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """`size`: up to the last whole picture or message. `taken`: presentation times and instants, as
    they were known while it was written; `found`: presentation times and JSON."""

    init_size: int
    size: int
    pictures: tuple[StoredPicture, ...]
    taken: tuple[tuple[int, datetime], ...]
    found: tuple[tuple[int, bytes], ...]

    @property
    def began_at(self) -> datetime | None:
        """When the first picture was taken, as far as the file knows: what was written last knows
        most of the camera's delays."""
        if not self.pictures or not self.taken:
            return None
        pts, at = self.taken[-1]
        return at + timedelta(seconds=(self.pictures[0].pts - pts) / PTS_PER_S)


def read_recorded(data: Bytes) -> Recorded:
    """Raises `NotRecorded`. What was cut off at the end is left out."""
    view = memoryview(data)
    init_size = _init_size(view)
    pictures: list[StoredPicture] = []
    taken: list[tuple[int, datetime]] = []
    found: list[tuple[int, bytes]] = []
    size, moof = init_size, None
    for kind, offset, length in _boxes(view, init_size):
        end = offset + length
        if kind == b"moof":
            moof = offset
            continue
        if kind == b"mdat" and moof is not None:
            pictures.append(_picture(view, moof, end - moof))
            moof = None
        elif kind == b"prft":
            taken.append(read_taken_at(bytes(view[offset:end])))
        elif kind == b"emsg" and (told := read_found(bytes(view[offset:end]))):
            found.append(told)
        size = end
    return Recorded(init_size, size, tuple(pictures), tuple(taken), tuple(found))


def retimed(picture: Bytes, dts: int) -> bytes:
    """The same picture at another decoding time (1/90000 s); how it is coded stays untouched."""
    view = memoryview(picture)
    return b"".join((view[: TFDT + 12], struct.pack(">Q", dts), view[TFDT + 20 :]))


def sample(picture: Bytes) -> bytes:
    """The coded picture alone, as the camera sent it, with lengths before its NAL units."""
    view = memoryview(picture)
    (moof_size,) = struct.unpack_from(">I", view, 0)
    return bytes(view[moof_size + 8 :])


def _init_size(view: memoryview) -> int:
    boxes = _boxes(view, 0)
    kinds = [next(boxes, (b"", 0, 0)), next(boxes, (b"", 0, 0))]
    if [kind for kind, _, _ in kinds] != [b"ftyp", b"moov"]:
        raise NotRecorded("it does not begin with the description of one video track")
    return kinds[1][1] + kinds[1][2]


def _boxes(view: memoryview, offset: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, offset and length of each whole box."""
    while offset + 8 <= len(view):
        length, kind = struct.unpack_from(">I4s", view, offset)
        if length < 8 or offset + length > len(view):
            return
        yield kind, offset, length
        offset += length


def _picture(view: memoryview, offset: int, size: int) -> StoredPicture:
    (dts,) = struct.unpack_from(">Q", view, offset + TFDT + 12)
    duration, _size, flags, shift = struct.unpack_from(">IIIi", view, offset + TRUN + 20)
    keyframe = not flags & NO_SYNC
    return StoredPicture(offset, size, dts, dts + shift, duration, keyframe)
