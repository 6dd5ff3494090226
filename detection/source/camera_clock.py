"""How far a camera's own clock is from the server's."""

import statistics
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from detection.source.timeline import VideoPacket

KEPT = timedelta(seconds=30)
SAMPLE_EVERY = timedelta(seconds=1)
JUMP_S = 1.0
"""The network delays a packet by less; a clock that was set moves by more, and stays there."""

JUMP_SAMPLES = 3
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Before it: a camera that was never set, and counts from NTP's 1900, from 1970 or its start."""


def camera_time(packet: VideoPacket) -> datetime | None:
    """When the camera says that it took this picture; None where it does not say.

    RTSP cameras tell it in RTCP sender reports (RFC 3550, 6.4.1), the first a second or so after
    the connection, then every few seconds. FFmpeg counts on from the last and attaches it as
    AVProducerReferenceTime: µs since 1970 (it has taken off NTP's 70 years) as a native int64.
    """
    if not packet.has_sidedata("prft"):
        return None
    (told_us,) = struct.unpack_from("=q", bytes(packet.get_sidedata("prft")))
    if told_us < (EARLIEST - UNIX_EPOCH) // timedelta(microseconds=1):
        return None
    return UNIX_EPOCH + timedelta(microseconds=told_us)


@dataclass(frozen=True, slots=True)
class _Sample:
    captured_at: datetime
    offset_s: float


class CameraClock:
    """The offset of one camera's clock, over the last half minute.

    The way from the camera counts in: what takes 0.2 s to arrive reads 0.2 s too slow. One thread
    takes; others may read, since samples are replaced and never changed.
    """

    def __init__(self) -> None:
        self._samples: Sequence[_Sample] = ()

    @property
    def offset_s(self) -> float | None:
        """Camera minus server, the median; None while the camera tells no time."""
        samples = self._samples
        return _median_s(samples) if samples else None

    def take(self, captured_at: datetime, told_at: datetime | None) -> None:
        """One packet: when it came by the server's clock, and what the camera told of it."""
        # Both ways: the server's own clock may be set back, too.
        kept = [one for one in self._samples if abs(captured_at - one.captured_at) <= KEPT]
        if told_at is not None and told_at >= EARLIEST:
            sample = _Sample(captured_at, (told_at - captured_at).total_seconds())
            kept = _since_jump(_with(sample, kept))
        self._samples = kept


def _with(sample: _Sample, samples: list[_Sample]) -> list[_Sample]:
    """One a second, of the packet least delayed: a keyframe is large, and always late."""
    if not samples or abs(sample.captured_at - samples[-1].captured_at) >= SAMPLE_EVERY:
        return [*samples, sample]
    best = max(samples[-1].offset_s, sample.offset_s)
    return [*samples[:-1], _Sample(samples[-1].captured_at, best)]


def _since_jump(samples: list[_Sample]) -> list[_Sample]:
    """Only the newest, when they agree with each other and not with those before."""
    earlier, newest = samples[:-JUMP_SAMPLES], samples[-JUMP_SAMPLES:]
    spread_s = max(one.offset_s for one in newest) - min(one.offset_s for one in newest)
    jumped = earlier and abs(_median_s(newest) - _median_s(earlier)) > JUMP_S
    return newest if jumped and spread_s < JUMP_S else samples


def _median_s(samples: Sequence[_Sample]) -> float:
    return statistics.median(one.offset_s for one in samples)
