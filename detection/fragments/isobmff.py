"""The few boxes of ISO/IEC 14496-12 that one fragmented video track needs."""

import struct

from detection.frame import PTS_PER_S

TRACK = 1
UNITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
KEYFRAME, OTHER = 0x02000000, 0x01010000
"""Sample flags: depends on no other sample; depends on others and is no sync sample."""


def initialisation(width_px: int, height_px: int, avcc: bytes) -> bytes:
    """ftyp and moov: an empty movie whose one track has a clock of 90 kHz."""
    return _box("ftyp", b"iso5", _u32(512), b"iso5iso6mp41") + _box(
        "moov", _mvhd(), _trak(width_px, height_px, avcc), _box("mvex", _trex())
    )


def fragment(
    sequence: int, dts: int, pts: int, duration: int, keyframe: bool, sample: bytes
) -> bytes:
    """moof and mdat with one sample; times in 1/90000 s."""
    header = _moof(sequence, dts, pts - dts, duration, keyframe, len(sample), 0)
    offset = len(header) + 8
    header = _moof(sequence, dts, pts - dts, duration, keyframe, len(sample), offset)
    return header + _box("mdat", sample)


def _moof(
    sequence: int, dts: int, shift: int, duration: int, keyframe: bool, size: int, offset: int
) -> bytes:
    flags = KEYFRAME if keyframe else OTHER
    # trun: offset, duration, size, flags and composition shift are given
    sample = struct.pack(">IiIIIi", 1, offset, duration, size, flags, shift)
    track = _box(
        "traf",
        _full("tfhd", 0, 0x020000, _u32(TRACK)),  # offsets count from this moof
        _full("tfdt", 1, 0, struct.pack(">Q", dts)),
        _full("trun", 1, 0x000F01, sample),
    )
    return _box("moof", _full("mfhd", 0, 0, _u32(sequence)), track)


def _mvhd() -> bytes:
    times = struct.pack(">IIII", 0, 0, 1000, 0)
    volume = struct.pack(">IHHII", 0x10000, 0, 0, 0, 0)  # silent
    return _full("mvhd", 0, 0, times, volume, UNITY, bytes(24), _u32(TRACK + 1))


def _trak(width_px: int, height_px: int, avcc: bytes) -> bytes:
    size = struct.pack(">II", width_px << 16, height_px << 16)
    head = struct.pack(">IIIII", 0, 0, TRACK, 0, 0) + bytes(16) + UNITY + size
    media = struct.pack(">IIIIHH", 0, 0, PTS_PER_S, 0, 0x55C4, 0)  # language: undetermined
    handler = struct.pack(">I4s", 0, b"vide") + bytes(12) + b"video\x00"
    return _box(
        "trak",
        _full("tkhd", 0, 3, head),
        _box(
            "mdia",
            _full("mdhd", 0, 0, media),
            _full("hdlr", 0, 0, handler),
            _minf(width_px, height_px, avcc),
        ),
    )


def _minf(width_px: int, height_px: int, avcc: bytes) -> bytes:
    here = _full("dref", 0, 0, _u32(1), _full("url ", 0, 1))
    no_samples = [_full(name, 0, 0, _u32(0)) for name in ("stts", "stsc", "stco")]
    return _box(
        "minf",
        _full("vmhd", 0, 1, bytes(8)),
        _box("dinf", here),
        _box(
            "stbl",
            _full("stsd", 0, 0, _u32(1), _avc1(width_px, height_px, avcc)),
            *no_samples,
            _full("stsz", 0, 0, _u32(0), _u32(0)),
        ),
    )


def _avc1(width_px: int, height_px: int, avcc: bytes) -> bytes:
    head = bytes(6) + struct.pack(">H", 1) + bytes(16) + struct.pack(">HH", width_px, height_px)
    resolution = struct.pack(">IIIH", 0x480000, 0x480000, 0, 1)
    return _box("avc1", head, resolution, bytes(32), struct.pack(">Hh", 24, -1), _box("avcC", avcc))


def _trex() -> bytes:
    return _full("trex", 0, 0, struct.pack(">IIIII", TRACK, 1, 0, 0, 0))


def _full(name: str, version: int, flags: int, *parts: bytes) -> bytes:
    return _box(name, _u32(version << 24 | flags), *parts)


def _box(name: str, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return _u32(8 + len(content)) + name.encode("ascii") + content


def _u32(value: int) -> bytes:
    return struct.pack(">I", value)
