"""Coded pictures on their way in and out of the blur."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

import av
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from detection.source.timeline import CLOCK, VideoPacket


@dataclass(frozen=True, slots=True)
class Coded:
    """H.264 with lengths before its NAL units; times in 1/90000 s."""

    data: bytes
    pts: int
    dts: int


class Decoding:
    """Of one stream, which begins with a keyframe; what is damaged is left out."""

    def __init__(self, avcc: bytes) -> None:
        self._decoder = _decoder(avcc)

    def feed(self, one: Coded | None) -> list[VideoFrame]:
        """In the order of showing; None drains what is held back."""
        packet: VideoPacket | None = None
        if one is not None:
            packet = cast(VideoPacket, Packet(one.data))
            packet.pts, packet.dts, packet.time_base = one.pts, one.dts, CLOCK
        try:
            return self._decoder.decode(packet)
        except (av.error.InvalidDataError, av.error.EOFError):
            return []


def decoded(avcc: bytes, pictures: Iterable[Coded]) -> Iterator[VideoFrame]:
    """In the order of showing; what is damaged is left out. They begin with a keyframe."""
    decoding = Decoding(avcc)
    for one in pictures:
        yield from decoding.feed(one)
    yield from decoding.feed(None)


def keyframes(avcc: bytes, pictures: Iterable[Coded]) -> Iterator[VideoFrame]:
    """Each stands alone: nothing between them is needed."""
    for one in pictures:
        yield from decoded(avcc, [one])


def _decoder(avcc: bytes) -> VideoCodecContext:
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata = avcc
    decoder.thread_count = 2  # somebody waits for it
    decoder.thread_type = "SLICE"
    return decoder
