"""A camera's live picture blurred, in the worker that watches it, while somebody wants it."""

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.leases.lease import Lease
from command_center.streams.feed_keys import BLURRED, FeedKeys
from command_center.streams.picture_feed import PictureFeed, Shape
from command_center.streams.wanted import Wanted
from command_center.venues.models import Camera
from detection.blur.coded import Coded, Decoding
from detection.blur.live import LiveBlur
from detection.boxes import Box, Track
from detection.fragments.fragmenter import Fragment, PassedThrough
from detection.fragments.h264 import configuration
from detection.fragments.initialised import avcc_of
from detection.fragments.recorded import sample
from detection.source.address import Cause

LINGERS_S = 30.0
"""What it knows of the place is kept so long for who comes back."""

MOST_WAITING = 200
"""Pictures and their times, some four seconds: what cannot be blurred so fast is passed over."""

BOXES_HOLD_S = 1.5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Begun:
    shape: Shape
    init_segment: bytes


@dataclass(frozen=True, slots=True)
class Came:
    pts: int
    captured_at: datetime


class LiveTap:
    """One `Tap`. Its thread lives while somebody wants the blurred picture, and a while longer."""

    def __init__(self, camera: Camera, _lease: Lease) -> None:
        self._camera_id = camera.pk
        self._wanted = Wanted(camera.pk)
        self._begun: Begun | None = None
        self._wanted_s = float("-inf")
        self._waits_for_keyframe = True
        self._boxes: tuple[float, tuple[Box, ...]] = (float("-inf"), ())
        self._heard: deque[Begun | Came | Fragment] = deque()
        self._there_is_more = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def begin(self, shape: Shape, init_segment: bytes) -> None:
        self._begun = Begun(shape, init_segment)
        self._waits_for_keyframe = True
        if self._thread:
            self._hear(self._begun)

    def note_time(self, pts: int, captured_at: datetime) -> None:
        if self._thread and len(self._heard) <= MOST_WAITING:
            self._hear(Came(pts, captured_at))

    def take(self, fragment: Fragment) -> None:
        if BLURRED in self._wanted.streams():
            self._wanted_s = time.monotonic()
        if time.monotonic() - self._wanted_s > LINGERS_S:
            self._stop()
            return
        self._start()
        if len(self._heard) > MOST_WAITING:
            self._waits_for_keyframe = True
        if self._waits_for_keyframe and not fragment.keyframe:
            return
        self._waits_for_keyframe = False
        self._hear(fragment)

    def follow(self, open_since: datetime | None, clock_offset_s: float | None) -> None: ...

    def found(self, pts: int, tracks: Sequence[Track]) -> None:  # noqa: ARG002
        self._boxes = (time.monotonic(), tuple(one.box for one in tracks))

    def lose(self, cause: Cause) -> None:  # noqa: ARG002
        self._waits_for_keyframe = True

    def close(self) -> None:
        self._stop()

    def _start(self) -> None:
        if self._thread or self._begun is None:
            return
        self._is_closed, self._waits_for_keyframe = False, True
        self._heard.clear()
        self._hear(self._begun)
        name = f"camera-{self._camera_id}-blurred"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def _stop(self) -> None:
        thread, self._thread = self._thread, None
        if thread:
            with self._there_is_more:
                self._is_closed = True
                self._there_is_more.notify()
            thread.join()

    def _hear(self, heard: "Begun | Came | Fragment") -> None:
        with self._there_is_more:
            self._heard.append(heard)
            self._there_is_more.notify()

    def _next(self) -> "Begun | Came | Fragment | None":
        with self._there_is_more:
            while not self._heard and not self._is_closed:
                self._there_is_more.wait()
            return None if self._is_closed else self._heard.popleft()

    def _run(self) -> None:
        try:
            picture = _Blurring(self._camera_id, self._wanted)
            while heard := self._next():
                picture.take(heard, self._recent_boxes())
        except Exception:
            logger.exception("The blurred picture of camera %s cannot be shown.", self._camera_id)

    def _recent_boxes(self) -> tuple[Box, ...]:
        at_s, boxes = self._boxes
        return boxes if time.monotonic() - at_s < BOXES_HOLD_S else ()


class _Blurring:
    """For one thread: fragments in, blurred fragments to the feed."""

    def __init__(self, camera_id: int, wanted: Wanted) -> None:
        self._feed = PictureFeed(FeedKeys(camera_id, BLURRED), wanted)
        self._blur: LiveBlur | None = None
        self._decoding: Decoding | None = None
        self._fragmenter: PassedThrough | None = None

    def take(self, heard: "Begun | Came | Fragment", boxes: Sequence[Box]) -> None:
        if isinstance(heard, Begun):
            self._begin(heard)
        elif isinstance(heard, Came):
            self._feed.note_time(heard.pts, heard.captured_at)
        else:
            self._pass_on(heard, boxes)

    def _begin(self, begun: Begun) -> None:
        """Of another size nothing is known; after a mere reconnection what was known holds."""
        self._decoding = Decoding(avcc_of(begun.init_segment))
        blur = LiveBlur(begun.shape.width, begun.shape.height, self._blur)
        config = configuration(blur.extradata)
        self._fragmenter = PassedThrough(*blur.size_px, config)
        shape = Shape(config.codec, *blur.size_px)
        self._feed.initialise(shape, self._fragmenter.init_segment)
        self._blur = blur

    def _pass_on(self, fragment: Fragment, boxes: Sequence[Box]) -> None:
        assert self._decoding is not None
        assert self._blur is not None
        assert self._fragmenter is not None
        coded = Coded(sample(fragment.data), fragment.pts, fragment.pts)
        for picture in self._decoding.feed(coded):
            for packet in self._blur.blur(picture, time.monotonic(), boxes):
                for shown in self._fragmenter.feed_packet(packet):
                    self._feed.send_fragment(shown.data, shown.keyframe)
