"""Packets and pictures of one open container; what is damaged is passed over and counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from detection.frame import Image
from detection.source.timeline import VideoPacket

DAMAGED_IN_A_ROW = 50
"""After so many damaged reads on end the connection is taken for lost."""


@dataclass
class Damage:
    """How much of a source could not be used."""

    packets: int = 0


def read_packets(
    container: InputContainer, stream: VideoStream, damage: Damage
) -> Iterator[VideoPacket]:
    """The packets of the video stream, from its first keyframe, until the container ends.

    A server that is killed ends it too: FFmpeg gives no error then.
    """
    keyframe_seen = False
    for packet in _demuxed(container, stream, damage):
        keyframe_seen = keyframe_seen or packet.is_keyframe
        if keyframe_seen:
            yield packet


def decode(stream: VideoStream, packet: VideoPacket | None, damage: Damage) -> list[VideoFrame]:
    """The pictures that this packet completes; None drains what the decoder still holds."""
    try:
        return stream.codec_context.decode(packet)
    except (av.error.InvalidDataError, av.error.EOFError):
        damage.packets += 1
        return []


def to_image(picture: VideoFrame) -> Image:
    return cast(Image, picture.to_ndarray(format="bgr24"))


def prepare_decoder(stream: VideoStream) -> None:
    """One thread a camera: frame threads hold pictures back, and cameras share the cores."""
    stream.codec_context.thread_count = 1


Wanted = Callable[[int], bool]
"""Whether the picture of this pts (1/90000 s) is to be analysed; asked in order of showing."""


def _demuxed(
    container: InputContainer, stream: VideoStream, damage: Damage
) -> Iterator[VideoPacket]:
    in_a_row = 0
    while in_a_row < DAMAGED_IN_A_ROW:
        try:
            for packet in container.demux(stream):
                if packet.size == 0:  # the end
                    return
                in_a_row = 0
                yield packet
            return
        except av.error.InvalidDataError:
            in_a_row += 1
            damage.packets += 1
