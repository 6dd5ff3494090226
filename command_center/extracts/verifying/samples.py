"""The coded pictures of a fragmented MP4, by themselves: an independent, and smaller, reader."""

import hashlib
import struct
from collections.abc import Iterator


def samples(mp4: bytes) -> Iterator[bytes]:
    """What lies in each `mdat` that follows a `moof`; other boxes (a description, times, content
    credentials) are passed over, and what is cut off at the end is left out."""
    view = memoryview(mp4)
    offset, follows_moof = 0, False
    while offset + 8 <= len(view):
        size, kind = struct.unpack_from(">I4s", view, offset)
        if size < 8 or offset + size > len(view):
            return
        if kind == b"mdat" and follows_moof:
            yield bytes(view[offset + 8 : offset + size])
        follows_moof = kind == b"moof"
        offset += size


def digests(mp4: bytes) -> list[bytes]:
    """SHA-256 of each."""
    return [hashlib.sha256(one).digest() for one in samples(mp4)]
