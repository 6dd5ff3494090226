"""Boxes that tell of a recording's pictures: when they were taken, and what was found in them.

Players that do not know them pass over them, as ISO/IEC 14496-12 asks.
"""

import struct
from datetime import UTC, datetime, timedelta

from detection.fragments.isobmff import TRACK, full_box, u32
from detection.frame import PTS_PER_S

NTP_EPOCH = datetime(1900, 1, 1, tzinfo=UTC)
FOUND = b"urn:vigie:boxes:2026\x00"
"""Scheme of the messages with the boxes that analysis drew."""


def taken_at(pts: int, at: datetime) -> bytes:
    """`prft` (ISO/IEC 14496-12, 8.16.5): the picture of that time was taken at this instant."""
    since = at - NTP_EPOCH
    ntp = (since // timedelta(seconds=1) << 32) + (since.microseconds << 32) // 1_000_000
    return full_box("prft", 1, 0, u32(TRACK), struct.pack(">QQ", ntp, pts))


def found_message(pts: int, number: int, text: bytes) -> bytes:
    """`emsg` (ISO/IEC 23009-1, 5.10.3.3): what was found in the picture of that time, as JSON."""
    times = struct.pack(">IQII", PTS_PER_S, pts, 0, number & 0xFFFFFFFF)
    return full_box("emsg", 1, 0, times, FOUND, b"\x00", text)


def read_taken_at(box: bytes) -> tuple[int, datetime]:
    """Presentation time (1/90000 s) and instant of a whole `prft`."""
    ntp, pts = struct.unpack_from(">QQ", box, 16)
    parts = (ntp & 0xFFFFFFFF) * 1_000_000
    return pts, NTP_EPOCH + timedelta(seconds=ntp >> 32, microseconds=-(-parts >> 32))


def read_found(box: bytes) -> tuple[int, bytes] | None:
    """Presentation time and JSON of a whole `emsg`; None for a message of another scheme."""
    (pts,) = struct.unpack_from(">Q", box, 16)
    scheme = 32
    if box[scheme : scheme + len(FOUND)] != FOUND:
        return None
    return pts, box[scheme + len(FOUND) + 1 :]
