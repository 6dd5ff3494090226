"""Pictures blurred as they come: nothing is known of what comes next."""

from collections import deque
from collections.abc import Iterator, Sequence

from av.video.frame import VideoFrame

from detection.blur.activity import Activity, Small, activity_of
from detection.blur.blocks import Blocks
from detection.blur.blurring import MOMENT_S
from detection.blur.cover import cover
from detection.blur.mosaic import Mosaic
from detection.blur.planes import planes_of, shown_size_px
from detection.boxes import Box
from detection.source.encoder import Encoder
from detection.source.timeline import VideoPacket

PART_S, PARTS = 10.0, 6
"""What moved in the last minute stays hidden; it is forgotten part by part."""

MOMENTS = 3
"""In which every picture counts; of what was before, one each `REMEMBERED_EVERY_S`: the grain of
hundreds of pictures would hide everything."""

REMEMBERED_EVERY_S = 1.0


class LiveBlur:
    """One camera's pictures of one size. All is a mosaic until twenty seconds are known."""

    def __init__(self, width_px: int, height_px: int, before: "LiveBlur | None" = None) -> None:
        """`before`: of the same camera, before it was connected to anew."""
        self.size_px = shown_size_px(width_px, height_px)
        self._encoder = Encoder(*self.size_px)
        self._blocks = Blocks(*self.size_px)
        self._parts: deque[Activity] = deque(maxlen=PARTS)
        self._older: Activity | None = None
        self._moments: deque[Activity] = deque(maxlen=MOMENTS)
        if before is not None and before.size_px == self.size_px:
            self._parts, self._older = before._parts, before._older

    @property
    def extradata(self) -> bytes:
        return self._encoder.extradata

    def blur(self, picture: VideoFrame, at_s: float, boxes: Sequence[Box]) -> Iterator[VideoPacket]:
        """`at_s`: on a clock that does not jump. `boxes`: what was found a moment ago."""
        planes = planes_of(picture, self.size_px)
        self._note(planes.small(), at_s)
        known = self._parts[-1].joined(self._older)
        mosaic = Mosaic(self._blocks, cover(self._blocks, list(self._moments), known, boxes))
        yield from self._encoder.feed(mosaic.cover(planes).as_picture(picture.pts or 0))

    def _note(self, small: Small, at_s: float) -> None:
        if not self._parts or at_s - self._parts[-1].until_s >= REMEMBERED_EVERY_S:
            self._remember(small, at_s)
        if self._moments and at_s - self._moments[-1].since_s < MOMENT_S:
            self._moments[-1] = self._moments[-1].noting(small, at_s)
        else:
            self._moments.append(activity_of(small, at_s))

    def _remember(self, small: Small, at_s: float) -> None:
        if self._parts and at_s - self._parts[-1].since_s < PART_S:
            self._parts[-1] = self._parts[-1].noting(small, at_s)
        else:
            self._parts.append(activity_of(small, at_s))
            self._older = _joined(list(self._parts)[:-1])


def _joined(parts: Sequence[Activity]) -> Activity | None:
    found: Activity | None = None
    for one in parts:
        found = one if found is None else found.joined(one)
    return found
