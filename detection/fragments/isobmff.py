"""The few boxes of ISO/IEC 14496-12 that one fragmented video track needs."""

import struct

from detection.frame import PTS_PER_S

TRACK = 1
UNITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
KEYFRAME, OTHER = 0x02000000, 0x01010000
"""Sample flags: depends on no other sample; depends on others and is no sync sample."""


def initialisation(width_px: int, height_px: int, avcc: bytes) -> bytes:
    """ftyp and moov: an empty movie whose one track has a clock of 90 kHz."""
    return box("ftyp", b"iso5", u32(512), b"iso5iso6mp41") + box(
        "moov", _mvhd(), _trak(width_px, height_px, avcc), box("mvex", _trex())
    )


def fragment(
    sequence: int, dts: int, pts: int, duration: int, keyframe: bool, sample: bytes
) -> bytes:
    """moof and mdat with one sample; times in 1/90000 s."""
    header = _moof(sequence, dts, pts - dts, duration, keyframe, len(sample), 0)
    offset = len(header) + 8
    header = _moof(sequence, dts, pts - dts, duration, keyframe, len(sample), offset)
    return header + box("mdat", sample)


def _moof(
    sequence: int, dts: int, shift: int, duration: int, keyframe: bool, size: int, offset: int
) -> bytes:
    flags = KEYFRAME if keyframe else OTHER
    # trun: offset, duration, size, flags and composition shift are given
    sample = struct.pack(">IiIIIi", 1, offset, duration, size, flags, shift)
    track = box(
        "traf",
        full_box("tfhd", 0, 0x020000, u32(TRACK)),  # offsets count from this moof
        full_box("tfdt", 1, 0, struct.pack(">Q", dts)),
        full_box("trun", 1, 0x000F01, sample),
    )
    return box("moof", full_box("mfhd", 0, 0, u32(sequence)), track)


def _mvhd() -> bytes:
    times = struct.pack(">IIII", 0, 0, 1000, 0)
    volume = struct.pack(">IHHII", 0x10000, 0, 0, 0, 0)  # silent
    return full_box("mvhd", 0, 0, times, volume, UNITY, bytes(24), u32(TRACK + 1))


def _trak(width_px: int, height_px: int, avcc: bytes) -> bytes:
    size = struct.pack(">II", width_px << 16, height_px << 16)
    head = struct.pack(">IIIII", 0, 0, TRACK, 0, 0) + bytes(16) + UNITY + size
    media = struct.pack(">IIIIHH", 0, 0, PTS_PER_S, 0, 0x55C4, 0)  # language: undetermined
    handler = struct.pack(">I4s", 0, b"vide") + bytes(12) + b"video\x00"
    return box(
        "trak",
        full_box("tkhd", 0, 3, head),
        box(
            "mdia",
            full_box("mdhd", 0, 0, media),
            full_box("hdlr", 0, 0, handler),
            _minf(width_px, height_px, avcc),
        ),
    )


def _minf(width_px: int, height_px: int, avcc: bytes) -> bytes:
    here = full_box("dref", 0, 0, u32(1), full_box("url ", 0, 1))
    no_samples = [full_box(name, 0, 0, u32(0)) for name in ("stts", "stsc", "stco")]
    return box(
        "minf",
        full_box("vmhd", 0, 1, bytes(8)),
        box("dinf", here),
        box(
            "stbl",
            full_box("stsd", 0, 0, u32(1), _avc1(width_px, height_px, avcc)),
            *no_samples,
            full_box("stsz", 0, 0, u32(0), u32(0)),
        ),
    )


def _avc1(width_px: int, height_px: int, avcc: bytes) -> bytes:
    head = bytes(6) + struct.pack(">H", 1) + bytes(16) + struct.pack(">HH", width_px, height_px)
    resolution = struct.pack(">IIIH", 0x480000, 0x480000, 0, 1)
    return box("avc1", head, resolution, bytes(32), struct.pack(">Hh", 24, -1), box("avcC", avcc))


def _trex() -> bytes:
    return full_box("trex", 0, 0, struct.pack(">IIIII", TRACK, 1, 0, 0, 0))


def full_box(name: str, version: int, flags: int, *parts: bytes) -> bytes:
    return box(name, u32(version << 24 | flags), *parts)


def box(name: str, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return u32(8 + len(content)) + name.encode("ascii") + content


def u32(value: int) -> bytes:
    return struct.pack(">I", value)
