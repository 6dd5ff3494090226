"""Coded pictures → the same, with a mosaic over all but empty places, coded anew."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from av.video.frame import VideoFrame

from detection.blur.activity import Activity, activity_of
from detection.blur.blocks import Blocks
from detection.blur.cover import cover
from detection.blur.mosaic import Mosaic
from detection.blur.planes import Planes, planes_of, shown_size_px
from detection.boxes import Box
from detection.frame import PTS_PER_S
from detection.source.encoder import Encoder
from detection.source.timeline import VideoPacket

MOMENT_S = 0.4
"""Somebody who walks is in one place for so long."""

STRETCH_S = 4
MOST_PICTURES = 250
"""A stretch has one cover. Its pictures lie in memory meanwhile: 350 kB each."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the time around a stretch: what moved, and boxes that were found."""

    activity: Activity | None
    boxes: Sequence[Box]


Around = Callable[[float, float], Surroundings]
"""Of the stretch from one instant to another, in seconds since 1970."""


class Blur:
    """For one run of pictures of one size. `began_s`: the instant of presentation time 0."""

    def __init__(self, width_px: int, height_px: int, began_s: float, around: Around) -> None:
        self.size_px = shown_size_px(width_px, height_px)
        self._encoder = Encoder(*self.size_px)
        self._blocks = Blocks(*self.size_px)
        self._began_s = began_s
        self._around = around
        self._before: Activity | None = None

    @property
    def extradata(self) -> bytes:
        return self._encoder.extradata

    def blur(self, pictures: Iterable[VideoFrame]) -> Iterator[VideoPacket]:
        """In the order of showing, in and out; each keeps its presentation time (1/90000 s)."""
        stretch: list[tuple[int, Planes]] = []
        for picture in pictures:
            pts = picture.pts or 0
            if stretch and self._is_over(stretch, pts):
                yield from self._hide(stretch)
                stretch = []
            stretch.append((pts, planes_of(picture, self.size_px)))
        if stretch:
            yield from self._hide(stretch)

    def _is_over(self, stretch: Sequence[tuple[int, Planes]], pts: int) -> bool:
        return pts - stretch[0][0] >= STRETCH_S * PTS_PER_S or len(stretch) >= MOST_PICTURES

    def _hide(self, stretch: Sequence[tuple[int, Planes]]) -> Iterator[VideoPacket]:
        moments = list(self._moments(stretch))
        around = self._around(self._at_s(stretch[0][0]), self._at_s(stretch[-1][0]))
        known = around.activity
        if self._before is not None:
            known = self._before.joined(known)
        self._before = _joined(moments)
        mosaic = Mosaic(self._blocks, cover(self._blocks, moments, known, around.boxes))
        for pts, planes in stretch:
            yield from self._encoder.feed(mosaic.cover(planes).as_picture(pts))

    def _moments(self, stretch: Sequence[tuple[int, Planes]]) -> Iterator[Activity]:
        """What moved in each moment of it."""
        present: Activity | None = None
        for pts, planes in stretch:
            at_s = self._at_s(pts)
            if present is not None and at_s - present.since_s >= MOMENT_S:
                yield present
                present = None
            small = planes.small()
            present = activity_of(small, at_s) if present is None else present.noting(small, at_s)
        if present is not None:
            yield present

    def _at_s(self, pts: int) -> float:
        return self._began_s + pts / PTS_PER_S


def _joined(activities: Sequence[Activity]) -> Activity:
    first, *others = activities
    for one in others:
        first = first.joined(one)
    return first
