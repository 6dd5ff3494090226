"""Keyframes decoded one by one, each for itself, without the pictures between."""

import struct
from collections.abc import Iterator

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from detection.frame import Image
from detection.source.reading import to_image

Grey = NDArray[np.uint8]
"""Height x width, brightness."""

HAS_BRIGHTNESS_FIRST = ("yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "nv12", "gray")
"""Pixel formats whose first plane is the brightness, one byte a pixel."""


class KeyframeDecoder:
    """For coded pictures of one initialisation (`init`: ftyp and moov of H.264).

    One thread: whoever watches cameras on the same machine comes first.
    """

    def __init__(self, init: bytes) -> None:
        self._codec: VideoCodecContext = av.CodecContext.create("h264", "r")
        self._codec.extradata = avcc_of(init)
        self._codec.thread_count = 1

    def decode(self, sample: bytes) -> Grey | None:
        """None for what cannot be decoded. `sample`: NAL units with their lengths before them."""
        picture = next(self._pictures(sample), None)
        return None if picture is None else _brightness(picture)

    def image(self, sample: bytes) -> Image | None:
        """The same in colour, for people to look at."""
        picture = next(self._pictures(sample), None)
        return None if picture is None else to_image(picture)

    def _pictures(self, sample: bytes) -> Iterator[VideoFrame]:
        """Drained after each: a decoder that reorders would hold it back until the next comes."""
        try:
            yield from [*self._codec.decode(av.Packet(sample)), *self._codec.decode(None)]
        except (av.error.InvalidDataError, av.error.EOFError):
            return
        finally:
            self._codec.flush_buffers()


def avcc_of(init: bytes) -> bytes:
    """The decoder's configuration. Raises `ValueError` where there is none."""
    at = init.index(b"avcC")
    (size,) = struct.unpack_from(">I", init, at - 4)
    return init[at + 4 : at - 4 + size]


def _brightness(picture: VideoFrame) -> Grey:
    if picture.format.name not in HAS_BRIGHTNESS_FIRST:
        picture = picture.reformat(format="gray")
    plane = picture.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: picture.height, : picture.width].copy()
