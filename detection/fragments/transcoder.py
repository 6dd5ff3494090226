"""Any codec → H.264, each picture keeping its presentation time."""

from collections.abc import Iterator
from typing import Literal

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from detection.frame import PTS_PER_S
from detection.source.timeline import CLOCK, VideoPacket

KEYFRAME_EVERY_S = 2
"""A viewer who joins waits for a keyframe at most this long."""

QUALITY = {"preset": "ultrafast", "tune": "zerolatency", "crf": "23"}


class Transcoder:
    """One camera's decoder and encoder. `feed` returns packets in 1/90000 s."""

    def __init__(self, codec: str, extradata: bytes, width_px: int, height_px: int) -> None:
        self.size_px = (width_px // 2 * 2, height_px // 2 * 2)  # colour has half the resolution
        self._decoder = _codec(codec, "r")
        self._decoder.extradata = extradata or None
        self._encoder = _encoder(*self.size_px)
        self._last_pts = -1
        self._next_keyframe_pts = 0

    @property
    def extradata(self) -> bytes:
        return bytes(self._encoder.extradata or b"")

    def feed(self, packet: VideoPacket) -> Iterator[VideoPacket]:
        for picture in self._decode(packet):
            yield from self._encoder.encode(self._fitted(picture))

    def _decode(self, packet: VideoPacket) -> list[VideoFrame]:
        try:
            pictures = self._decoder.decode(packet)
        except av.error.InvalidDataError:
            return []  # the source counts damage; the next keyframe mends the picture
        return [p for p in pictures if p.pts is not None and p.pts > self._last_pts]

    def _fitted(self, picture: VideoFrame) -> VideoFrame:
        fitted = picture.reformat(*self.size_px, format="yuv420p")
        fitted.pts, fitted.time_base = picture.pts, CLOCK
        self._last_pts = picture.pts or 0
        is_due = self._last_pts >= self._next_keyframe_pts
        fitted.pict_type = (
            av.video.frame.PictureType.I if is_due else av.video.frame.PictureType.NONE
        )
        if is_due:
            self._next_keyframe_pts = self._last_pts + KEYFRAME_EVERY_S * PTS_PER_S
        return fitted


def _encoder(width_px: int, height_px: int) -> VideoCodecContext:
    encoder = _codec("libx264", "w")
    encoder.width, encoder.height = width_px, height_px
    encoder.pix_fmt, encoder.time_base, encoder.options = "yuv420p", CLOCK, QUALITY
    # The parameter sets go into the extradata, and not before each keyframe.
    encoder.flags |= av.codec.context.Flags.global_header.value
    encoder.gop_size = 1000
    encoder.open()
    return encoder


def _codec(name: str, mode: Literal["r", "w"]) -> VideoCodecContext:
    codec = av.CodecContext.create(name, mode)
    assert isinstance(codec, VideoCodecContext)
    return codec
