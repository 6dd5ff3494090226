"""Any codec → H.264, each picture keeping its presentation time."""

from collections.abc import Iterator

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from detection.source.encoder import Encoder
from detection.source.timeline import VideoPacket


class Transcoder:
    """One camera's decoder and encoder. `feed` returns packets in 1/90000 s."""

    def __init__(self, codec: str, extradata: bytes, width_px: int, height_px: int) -> None:
        decoder = av.CodecContext.create(codec, "r")
        assert isinstance(decoder, VideoCodecContext)
        self._decoder = decoder
        self._decoder.extradata = extradata or None
        self._encoder = Encoder(width_px, height_px)
        self.size_px = self._encoder.size_px

    @property
    def extradata(self) -> bytes:
        return self._encoder.extradata

    def feed(self, packet: VideoPacket) -> Iterator[VideoPacket]:
        for picture in self._decode(packet):
            yield from self._encoder.feed(picture)

    def _decode(self, packet: VideoPacket) -> list[VideoFrame]:
        try:
            return self._decoder.decode(packet)
        except av.error.InvalidDataError:
            return []  # the source counts damage; the next keyframe mends the picture
