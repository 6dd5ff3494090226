"""What a camera sends, looked at for a few seconds before it is entered."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise

import av

from detection.frame import PTS_PER_S, Image
from detection.source.address import Cause, SourceError, open_source, shown, video_stream
from detection.source.camera_clock import CameraClock, camera_time
from detection.source.reading import Damage, decode, prepare_decoder, read_packets, to_image
from detection.source.timeline import VideoPacket

LOOKS_S = 6.0
LONGEST_KEYFRAME_S = 4.0
"""A viewer who comes in between waits for the next one, and a cut can begin at one only."""

LEAST_FPS = 8.0
STEADY = 1.6
"""Between the shortest and the longest of nine tenths of the intervals."""

CLOCK_OFF_S = 2.0
LARGEST_PX = 1920 * 1088


class Hint(StrEnum):
    """What will hurt."""

    TRANSCODED = "transcoded"
    KEYFRAMES_SELDOM = "keyframes_seldom"
    RATE_VARIES = "rate_varies"
    RATE_LOW = "rate_low"
    CLOCK_OFF = "clock_off"
    VERY_LARGE = "very_large"


@dataclass(frozen=True, slots=True)
class Probe:
    """`keyframe_every_s` is None where there was one only; `clock_offset_s`, where the camera tells
    no time: its clock less this machine's. `picture` is BGR."""

    codec: str
    width_px: int
    height_px: int
    fps: float
    bit_per_s: int
    keyframe_every_s: float | None
    clock_offset_s: float | None
    rate_varies: bool
    picture: Image

    def hints(self) -> Iterator[Hint]:
        if self.codec != "h264":
            yield Hint.TRANSCODED
        if self.keyframe_every_s is None or self.keyframe_every_s > LONGEST_KEYFRAME_S:
            yield Hint.KEYFRAMES_SELDOM
        if self.rate_varies:
            yield Hint.RATE_VARIES
        if self.fps < LEAST_FPS:
            yield Hint.RATE_LOW
        if abs(self.clock_offset_s or 0.0) > CLOCK_OFF_S:
            yield Hint.CLOCK_OFF
        if self.width_px * self.height_px > LARGEST_PX:
            yield Hint.VERY_LARGE


def probe(address: str, for_s: float = LOOKS_S) -> Probe:
    """Look at it for so long; `SourceError` where there is no picture, or the camera stops."""
    with open_source(address) as container:
        stream = video_stream(container)
        prepare_decoder(stream)
        look = _Look()
        try:
            for packet in read_packets(container, stream, Damage()):
                look.take(packet)
                if look.picture is None:
                    look.picture = next(map(to_image, decode(stream, packet, Damage())), None)
                if look.lasts_s >= for_s:
                    break
        except (av.error.FFmpegError, OSError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            message = f"{shown(address)}: the connection was lost ({reason})."
            raise SourceError(Cause.ENDED, message) from None
        codec = stream.codec_context
        return look.result(address, codec.name, codec.width, codec.height)


@dataclass
class _Look:
    times_s: list[float] = field(default_factory=list)
    keyframes_s: list[float] = field(default_factory=list)
    size: int = 0
    picture: Image | None = None
    clock: CameraClock = field(default_factory=CameraClock)
    began_s: float = field(default_factory=time.monotonic)

    @property
    def lasts_s(self) -> float:
        """By the camera's count or by the clock: a film is read faster than it was taken."""
        taken_s = max(self.times_s) - min(self.times_s) if self.times_s else 0.0
        return max(taken_s, time.monotonic() - self.began_s)

    def take(self, packet: VideoPacket) -> None:
        self.size += packet.size
        self.clock.take(datetime.now(UTC), camera_time(packet))
        if packet.pts is not None and packet.time_base is not None:
            at_s = float(packet.pts * packet.time_base)
            self.times_s.append(at_s)
            if packet.is_keyframe:
                self.keyframes_s.append(at_s)

    def result(self, address: str, codec: str, width_px: int, height_px: int) -> Probe:
        steps_s = _steps(self.times_s)
        if self.picture is None or not steps_s:
            message = (
                f"{shown(address)}: no whole picture came; check that it is a camera's stream."
            )
            raise SourceError(Cause.NOT_VIDEO, message)
        keyframe_steps_s = _steps(self.keyframes_s)
        return Probe(
            codec,
            width_px,
            height_px,
            fps=round(1 / statistics.fmean(steps_s), 2),
            bit_per_s=round(8 * self.size / sum(steps_s)),
            keyframe_every_s=round(max(keyframe_steps_s), 2) if keyframe_steps_s else None,
            clock_offset_s=self.clock.offset_s,
            rate_varies=_varies(steps_s),
            picture=self.picture,
        )


def _steps(times_s: list[float]) -> list[float]:
    """In the order of showing; B-frames come in another."""
    ordered = sorted(times_s)
    steps = (later - earlier for earlier, later in pairwise(ordered))
    return [step for step in steps if step > 1 / PTS_PER_S]


def _varies(steps_s: list[float]) -> bool:
    ordered = sorted(steps_s)
    few = len(ordered) // 20
    return ordered[-1 - few] > STEADY * ordered[few]
