"""H.264 as a camera sends it (Annex B) and as MP4 stores it (length-prefixed, ISO 14496-15)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

START_CODE = b"\x00\x00\x01"
SPS, PPS = 7, 8
"""NAL unit types of the parameter sets (ITU-T H.264, table 7-1)."""


class NoParameterSets(ValueError):
    """The stream does not say how it is coded: no sequence or picture parameter set."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """An AVCDecoderConfigurationRecord (“avcC”), and how the stream's packets are written.

    A packet cannot be asked: a length of 256 to 511 bytes looks like a start code.
    """

    avcc: bytes
    is_annex_b: bool

    @property
    def codec(self) -> str:
        """As in RFC 6381, such as avc1.64001f."""
        return "avc1." + self.avcc[1:4].hex()


def configuration(extradata: bytes) -> Configuration:
    """From avcC (a file) or from Annex B parameter sets (RTSP); `NoParameterSets` without."""
    if extradata[:1] == b"\x01":
        return Configuration(extradata, is_annex_b=False)
    units = list(nal_units(extradata))
    sps = next((unit for unit in units if unit[0] & 31 == SPS), None)
    pps = next((unit for unit in units if unit[0] & 31 == PPS), None)
    if sps is None or pps is None:
        raise NoParameterSets("the stream announces no parameter sets (SPS, PPS)")
    return Configuration(_avcc(sps, pps), is_annex_b=True)


def length_prefixed(data: bytes) -> bytes:
    """Annex B → four-byte lengths. Parameter sets are left out: they stand in the avcC."""
    units = (unit for unit in nal_units(data) if unit[0] & 31 not in {SPS, PPS})
    return b"".join(struct.pack(">I", len(unit)) + unit for unit in units)


def nal_units(data: bytes) -> Iterator[bytes]:
    """The NAL units between start codes, without the zeros that may trail one."""
    start = data.find(START_CODE)
    while start >= 0:
        end = data.find(START_CODE, start + 3)
        unit = data[start + 3 : end if end >= 0 else len(data)].rstrip(b"\x00")
        if unit:
            yield unit
        start = end


def _avcc(sps: bytes, pps: bytes) -> bytes:
    head = b"\x01" + sps[1:4] + b"\xff\xe1"
    record = head + struct.pack(">H", len(sps)) + sps + b"\x01" + struct.pack(">H", len(pps)) + pps
    return record + (b"\xfd\xf8\xf8\x00" if sps[1] in {100, 110, 122, 144} else b"")
