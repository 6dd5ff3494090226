"""From packets to fragments, one picture each."""

from dataclasses import dataclass
from typing import Protocol

from detection.fragments import isobmff
from detection.fragments.h264 import (
    Configuration,
    NoParameterSets,
    configuration,
    length_prefixed,
)
from detection.fragments.transcoder import Transcoder
from detection.source.live import Arrival, StreamInfo
from detection.source.timeline import VideoPacket


@dataclass(frozen=True, slots=True)
class Fragment:
    """moof and mdat of one picture; `pts` and `duration` in 1/90000 s."""

    data: bytes
    keyframe: bool
    pts: int
    duration: int


class Fragmenter(Protocol):
    @property
    def codec(self) -> str: ...

    @property
    def init_segment(self) -> bytes: ...

    def feed(self, arrival: Arrival) -> list[Fragment]: ...


def fragmenter_for(info: StreamInfo) -> Fragmenter:
    """H.264 is passed through; anything else is encoded again, which costs most of a core."""
    if info.codec == "h264":
        try:
            return PassedThrough(info.width, info.height, configuration(info.extradata))
        except NoParameterSets:
            pass
    return Transcoded(info)


class PassedThrough:
    """Holds one packet back: its duration is known once the next has come.

    With a guessed duration the browser would see gaps and drop pictures up to the next keyframe
    (Media Source Extensions, coded frame processing, step 6).
    """

    def __init__(self, width_px: int, height_px: int, config: Configuration) -> None:
        self.codec = config.codec
        self._is_annex_b = config.is_annex_b
        self.init_segment = isobmff.initialisation(width_px, height_px, config.avcc)
        self._held: VideoPacket | None = None
        self._sequence = 0

    def feed(self, arrival: Arrival) -> list[Fragment]:
        return self.feed_packet(arrival.packet)

    def feed_packet(self, packet: VideoPacket) -> list[Fragment]:
        held, self._held = self._held, packet
        return [] if held is None else [self._fragment(held, (packet.dts or 0) - (held.dts or 0))]

    def _fragment(self, packet: VideoPacket, duration: int) -> Fragment:
        self._sequence += 1
        data = bytes(packet)
        sample = length_prefixed(data) if self._is_annex_b else data
        dts, pts = packet.dts or 0, packet.pts or 0
        mp4 = isobmff.fragment(self._sequence, dts, pts, duration, packet.is_keyframe, sample)
        return Fragment(mp4, packet.is_keyframe, pts, duration)


class Transcoded:
    """For cameras whose codec browsers do not play."""

    def __init__(self, info: StreamInfo) -> None:
        self._transcoder = Transcoder(info.codec, info.extradata, info.width, info.height)
        config = configuration(self._transcoder.extradata)
        width_px, height_px = self._transcoder.size_px
        self._passed = PassedThrough(width_px, height_px, config)
        self.codec = self._passed.codec
        self.init_segment = self._passed.init_segment

    def feed(self, arrival: Arrival) -> list[Fragment]:
        packets = self._transcoder.feed(arrival.packet)
        return [fragment for packet in packets for fragment in self._passed.feed_packet(packet)]
