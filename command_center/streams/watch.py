"""Watching one camera: its packets to the browsers, its frames to the analyst."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection

from command_center.law.gate import Gate
from command_center.streams.analyst import Analyst
from command_center.streams.leases import RENEWED_EVERY_S, Lease
from command_center.streams.live_feed import LiveFeed, Shape
from command_center.streams.model_in_use import detector
from command_center.venues.models import Camera
from detection.fragments import Fragmenter, fragmenter_for
from detection.source import Arrival, LiveSource

SHUTDOWN_SEEN_WITHIN_S = 0.25

logger = logging.getLogger(__name__)


def watch_camera(camera_id: int, lease: Lease, shutting_down: threading.Event) -> None:
    """Until the camera is changed, the lease is lost or the worker shuts down."""
    camera = _read(camera_id)
    if not camera.is_enabled:
        return
    stop = threading.Event()
    feed = LiveFeed(camera.pk)
    feed.show_state("starting")
    gate = Gate(camera.pk)
    analyst = Analyst(camera, gate, feed, detector())
    logger.info("Camera “%s”: watching begins.", camera)
    with ThreadPoolExecutor(2, f"camera-{camera.pk}") as threads:
        work = [
            threads.submit(analyst.run, stop),
            threads.submit(Keeper(camera, lease, feed).run, shutting_down, stop),
        ]
        try:
            Picture(camera, gate, feed, analyst).relay(stop)
        finally:
            stop.set()
    logger.info("Camera “%s”: watching ends.", camera)
    for part in work:
        part.result()


class Picture:
    """Reads the camera once: every packet to the feed, the wanted frames to the analyst."""

    def __init__(self, camera: Camera, gate: Gate, feed: LiveFeed, analyst: Analyst) -> None:
        self._gate = gate
        self._feed = feed
        self._analyst = analyst
        self._url = camera.url
        self._every_pts = round(90_000 / camera.analysed_per_s)
        self._next_pts = 0
        self._session: int | None = None
        self._fragmenter: Fragmenter | None = None
        self._decodes = False

    def relay(self, stop: threading.Event) -> None:
        self._source = LiveSource(self._url, stop, on_state=self._feed.show_state)
        for arrival in self._source.arrivals():
            if stop.is_set():
                return
            self._pass_on(arrival)
            self._analyse(arrival)

    def _pass_on(self, arrival: Arrival) -> None:
        if arrival.session != self._session:
            self._begin(arrival)
        for fragment in self._fragmenter.feed(arrival):
            self._feed.send_fragment(fragment.data, fragment.keyframe)

    def _begin(self, arrival: Arrival) -> None:
        self._session = arrival.session
        info = self._source.stream_info
        self._fragmenter = fragmenter_for(info)
        shape = Shape(self._fragmenter.codec, info.width, info.height)
        self._feed.initialise(shape, self._fragmenter.init_segment)

    def _analyse(self, arrival: Arrival) -> None:
        """Nothing permitted: not even decoded. Decoding takes up again at a keyframe."""
        permitted = bool(self._gate.permitted(arrival.captured_at))
        self._feed.show_state("live" if permitted else "unpermitted")
        self._decodes = permitted and (self._decodes or arrival.keyframe)
        if self._decodes:
            for frame in self._source.decode(arrival, self._is_wanted):
                self._analyst.offer(frame)

    def _is_wanted(self, pts: int) -> bool:
        """Whether a frame is due; the rhythm begins anew after a jump of the clock."""
        late = pts - self._next_pts
        if -2 * self._every_pts < late < 0:
            return False
        self._next_pts += self._every_pts if 0 <= late < self._every_pts else late + self._every_pts
        return True


@dataclass(frozen=True)
class Keeper:
    """Renews the lease while nothing has changed; else stops the watch, to be handed out anew."""

    camera: Camera
    lease: Lease
    feed: LiveFeed

    def run(self, shutting_down: threading.Event, stop: threading.Event) -> None:
        try:
            while not self._must_end(shutting_down, stop):
                self.feed.renew()
        finally:
            stop.set()
            connection.close()

    def _must_end(self, shutting_down: threading.Event, stop: threading.Event) -> bool:
        until_s = time.monotonic() + RENEWED_EVERY_S
        while time.monotonic() < until_s:
            if shutting_down.is_set() or stop.wait(SHUTDOWN_SEEN_WITHIN_S):
                return True
        return not self.lease.renew() or _settings(_read(self.camera.pk)) != _settings(self.camera)


def _read(camera_id: int) -> Camera:
    return Camera.objects.prefetch_related("zones").get(pk=camera_id)


def _settings(camera: Camera) -> tuple[object, ...]:
    """Everything that the watch was started with."""
    zones = [(zone.name, zone.kind, zone.polygon, zone.parameters) for zone in camera.zones.all()]
    return camera.url, camera.is_enabled, camera.analysed_per_s, zones
