"""What the initialisation of a recording says of its pictures: `isobmff.initialisation`, read."""

import struct

AVC1_WIDTH = 28
"""Where the width lies in a sample entry, from its name on (ISO/IEC 14496-12, 12.1.3)."""


def avcc_of(init: bytes) -> bytes:
    """How its pictures are coded (ISO/IEC 14496-15)."""
    at = init.index(b"avcC")
    (size,) = struct.unpack_from(">I", init, at - 4)
    return init[at + 4 : at - 4 + size]


def codec_of(init: bytes) -> str:
    """As in RFC 6381, such as avc1.64001f."""
    at = init.index(b"avcC") + 5
    return "avc1." + init[at : at + 3].hex()


def size_px_of(init: bytes) -> tuple[int, int]:
    """Width and height."""
    width, height = struct.unpack_from(">HH", init, init.index(b"avc1") + AVC1_WIDTH)
    return width, height
