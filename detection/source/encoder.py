"""Pictures → H.264, each keeping its presentation time."""

from collections.abc import Iterator

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame

from detection.frame import PTS_PER_S
from detection.source.timeline import CLOCK, VideoPacket

KEYFRAME_EVERY_S = 2
"""A viewer who joins waits for a keyframe at most this long."""

QUALITY = {"preset": "ultrafast", "tune": "zerolatency", "crf": "23"}


class Encoder:
    """Packets in 1/90000 s, in the order of showing. Colour has half the resolution: sizes are
    even."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self.size_px = (width_px // 2 * 2, height_px // 2 * 2)
        self._encoder = _encoder(*self.size_px)
        self._last_pts = -1
        self._next_keyframe_pts = 0

    @property
    def extradata(self) -> bytes:
        return bytes(self._encoder.extradata or b"")

    def feed(self, picture: VideoFrame) -> Iterator[VideoPacket]:
        """A picture that is shown no later than the last is left out."""
        if picture.pts is None or picture.pts <= self._last_pts:
            return
        fitted = picture.reformat(*self.size_px, format="yuv420p")
        fitted.pts, fitted.time_base = picture.pts, CLOCK
        self._last_pts = picture.pts
        is_due = picture.pts >= self._next_keyframe_pts
        fitted.pict_type = PictureType.I if is_due else PictureType.NONE
        if is_due:
            self._next_keyframe_pts = picture.pts + KEYFRAME_EVERY_S * PTS_PER_S
        yield from self._encoder.encode(fitted)


def _encoder(width_px: int, height_px: int) -> VideoCodecContext:
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height = width_px, height_px
    encoder.pix_fmt, encoder.time_base, encoder.options = "yuv420p", CLOCK, QUALITY
    # The parameter sets go into the extradata, and not before each keyframe.
    encoder.flags |= av.codec.context.Flags.global_header.value
    encoder.gop_size = 1000
    encoder.thread_count = 1  # cameras share the cores
    encoder.open()
    return encoder
