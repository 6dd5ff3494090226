"""The keyframes of a camera's recordings, one file in memory at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.footage.opening import read_bytes
from command_center.footage.parts import Part
from detection.fragments.recorded import NotRecorded, Recorded, read_recorded, sample
from detection.frame import PTS_PER_S
from detection.motion_search.keyframes import Grey, KeyframeDecoder

LEAST_APART = timedelta(seconds=0.9)
"""Closer ones cost a decoding each and tell little more."""


@dataclass(frozen=True, slots=True)
class Keyframe:
    """`picture`: its brightness."""

    at: datetime
    picture: Grey


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A file that was read. `until`: when its last picture is gone."""

    data: bytes
    recorded: Recorded
    since: datetime
    until: datetime

    def keyframes(self, since: datetime, until: datetime) -> Iterator[Keyframe]:
        """Those of [since, until), about one a second at most. What cannot be decoded is passed
        over."""
        decoder = KeyframeDecoder(self.data[: self.recorded.init_size])
        next_at = since
        for one in self.recorded.pictures:
            at = self._at(one.pts)
            if not one.keyframe or not next_at <= at < until:
                continue
            next_at = at + LEAST_APART
            coded = memoryview(self.data)[one.offset : one.offset + one.size]
            picture = decoder.decode(sample(coded))
            if picture is not None:
                yield Keyframe(at, picture)

    def _at(self, pts: int) -> datetime:
        return self.since + timedelta(seconds=(pts - self.recorded.pictures[0].pts) / PTS_PER_S)


def opened(part: Part) -> OpenPart | None:
    """None for what is gone or damaged meanwhile, or holds no picture yet."""
    try:
        data = read_bytes(part.path)
        recorded = read_recorded(data)
    except (FileNotFoundError, NotRecorded):
        return None
    if not recorded.pictures:
        return None
    since = part.segment.began_at if part.segment else (recorded.began_at or part.began_at)
    first, last = recorded.pictures[0], recorded.pictures[-1]
    lasts_s = (last.pts + last.duration - first.pts) / PTS_PER_S
    return OpenPart(data, recorded, since, since + timedelta(seconds=lasts_s))
