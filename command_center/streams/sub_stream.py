"""A camera's small picture, read only while somebody watches it."""

import logging
import threading
import time

from command_center.streams.feed_keys import SUB, FeedKeys
from command_center.streams.picture_feed import PictureFeed
from command_center.streams.remuxer import Remuxer
from command_center.streams.wanted import Wanted
from command_center.venues.models import Camera
from detection.masks import Masks
from detection.source.live import LiveSource

LINGERS_S = 5.0
"""Connecting to a camera takes a second or two: who comes back soon does not wait for it."""

logger = logging.getLogger(__name__)


class SubStream:
    """In a thread of its own: what happens to it does not touch the main stream's analysis."""

    def __init__(self, camera: Camera, wanted: Wanted, masks: Masks | None) -> None:
        self._camera = camera
        self._masks = masks
        self._wanted = wanted
        self._enough = threading.Event()
        self._thread: threading.Thread | None = None
        self._wanted_s = 0.0

    def follow_the_wish(self) -> None:
        """Called often, by one thread. A camera that has no such stream is never asked for it."""
        if not self._camera.sub_url:
            return
        if SUB in self._wanted.streams():
            self._wanted_s = time.monotonic()
            self._begin()
        elif time.monotonic() - self._wanted_s > LINGERS_S:
            self._enough.set()

    def close(self) -> None:
        self._enough.set()
        if self._thread:
            self._thread.join()

    def _begin(self) -> None:
        """Not while the last reading still ends."""
        if self._thread and self._thread.is_alive():
            return
        self._enough = threading.Event()
        name = f"camera-{self._camera.pk}-sub"
        self._thread = threading.Thread(target=self._read, args=[self._enough], name=name)
        self._thread.start()

    def _read(self, enough: threading.Event) -> None:
        source = LiveSource(self._camera.sub_url, enough, lambda _cause: None, self._masks)
        feed = PictureFeed(FeedKeys(self._camera.pk, SUB), self._wanted)
        remuxer = Remuxer(source, feed)
        try:
            for arrival in source.arrivals():
                remuxer.pass_on(arrival)
        except Exception:
            logger.exception("The sub-stream of camera “%s” cannot be shown.", self._camera)
            enough.wait(LINGERS_S)  # or it would be tried with every packet
