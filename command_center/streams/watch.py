"""Watching one camera: its packets to the browsers, its frames to the analyst."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from command_center.law.gate import Gate
from command_center.streams.analyst import Analyst
from command_center.streams.keeper import Keeper, read_camera
from command_center.streams.leases import Lease
from command_center.streams.live_feed import LiveFeed, Shape
from command_center.streams.model_in_use import models
from command_center.venues.models import Camera
from detection.fragments.fragmenter import Fragmenter, fragmenter_for
from detection.source.live import Arrival, LiveSource

logger = logging.getLogger(__name__)


def watch_camera(camera_id: int, lease: Lease, shutting_down: threading.Event) -> None:
    """Until the camera is changed, the lease is lost or the worker shuts down."""
    camera = read_camera(camera_id)
    if not camera.is_enabled:
        return
    stop = threading.Event()
    feed = LiveFeed(camera.pk)
    feed.show_state("starting")
    gate = Gate(camera.pk)
    analyst = Analyst(camera, gate, feed, models())
    logger.info("Camera “%s”: watching begins.", camera)
    with ThreadPoolExecutor(2, f"camera-{camera.pk}") as threads:
        work = [
            threads.submit(analyst.run, stop),
            threads.submit(Keeper(camera, lease, feed).run, shutting_down, stop),
        ]
        try:
            Picture(camera, gate, feed, analyst, stop).relay()
        finally:
            stop.set()
    logger.info("Camera “%s”: watching ends.", camera)
    for part in work:
        part.result()


class Picture:
    """Reads the camera once: every packet to the feed, the wanted frames to the analyst."""

    def __init__(
        self, camera: Camera, gate: Gate, feed: LiveFeed, analyst: Analyst, stop: threading.Event
    ) -> None:
        self._gate = gate
        self._feed = feed
        self._analyst = analyst
        self._source = LiveSource(camera.url, stop, lambda cause: feed.show_state("offline", cause))
        self._session: int | None = None
        self._fragmenter: Fragmenter | None = None
        self._decodes = False

    def relay(self) -> None:
        """Until the source is told to stop."""
        for arrival in self._source.arrivals():
            self._pass_on(arrival)
            self._analyse(arrival)

    def _pass_on(self, arrival: Arrival) -> None:
        if arrival.session != self._session or self._fragmenter is None:
            self._fragmenter = self._begin(arrival.session)
        for fragment in self._fragmenter.feed(arrival):
            self._feed.send_fragment(fragment.data, fragment.keyframe)

    def _begin(self, session: int) -> Fragmenter:
        """A new connection: what was told of the stream may have changed."""
        self._session = session
        info = self._source.stream_info
        fragmenter = fragmenter_for(info)
        shape = Shape(fragmenter.codec, info.width, info.height)
        self._feed.initialise(shape, fragmenter.init_segment)
        return fragmenter

    def _analyse(self, arrival: Arrival) -> None:
        """Nothing permitted: not even decoded. Decoding takes up again at a keyframe."""
        permitted = bool(self._gate.permitted(arrival.captured_at))
        self._feed.show_state(self._state() if permitted else "unpermitted")
        self._decodes = permitted and (self._decodes or arrival.keyframe)
        if self._decodes:
            for frame in self._source.decode(arrival, self._analyst.attention.is_due):
                self._analyst.offer(frame)

    def _state(self) -> str:
        """A camera that raises no alerts must not look like one on which nothing happens."""
        return "calibrating" if self._analyst.is_calibrating else "live"
