"""Watching one camera: its packets to the browsers, its frames to the analyst."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from django.utils import timezone

from command_center.alerts.delivery import Delivery
from command_center.law.gate import Gate
from command_center.leases.lease import Lease
from command_center.streams.analyst import Analyst
from command_center.streams.camera_states import StateHistory
from command_center.streams.cost import CostMeter
from command_center.streams.figures import Figures
from command_center.streams.figures_board import figures_board
from command_center.streams.keeper import Keeper, read_camera
from command_center.streams.live_feed import LiveFeed
from command_center.streams.model_in_use import models
from command_center.streams.remuxer import Remuxer
from command_center.streams.reporter import Reporter
from command_center.streams.sub_stream import SubStream
from command_center.streams.told_state import Seen, StateTeller
from command_center.venues.models import Camera
from detection.source.address import Cause
from detection.source.lateness import Lateness
from detection.source.live import Arrival, LiveSource

logger = logging.getLogger(__name__)


costs = CostMeter()


def watch_camera(
    camera_id: int, lease: Lease, delivery: Delivery, shutting_down: threading.Event
) -> None:
    """Until the camera is changed, the lease is lost or the worker shuts down."""
    camera = read_camera(camera_id)
    if not camera.is_enabled:
        return
    stop = threading.Event()
    feed = LiveFeed(camera.pk)
    states = StateTeller(feed, StateHistory(camera.pk))
    states.tell("starting")
    gate = Gate(camera.pk)
    reporter = Reporter(camera, lease, delivery, timezone.now())
    figures = Figures(camera.pk, camera.name)
    analyst = Analyst(camera, gate, feed, models(), reporter, costs, figures)
    keeper = Keeper(camera, lease, states, costs)
    logger.info("Camera “%s”: watching begins, lease %s.", camera, lease.fence)
    with (
        figures_board.showing(figures),
        ThreadPoolExecutor(2, f"camera-{camera.pk}") as threads,
    ):
        work = [
            threads.submit(analyst.run, stop),
            threads.submit(keeper.run, shutting_down, stop),
        ]
        try:
            Picture(camera, gate, states, analyst, figures, stop).relay()
        finally:
            stop.set()
    logger.info("Camera “%s”: watching ends.", camera)
    for part in work:
        part.result()


class Picture:
    """Reads the camera once: every packet to the feed, the wanted frames to the analyst."""

    def __init__(
        self,
        camera: Camera,
        gate: Gate,
        states: StateTeller,
        analyst: Analyst,
        figures: Figures,
        stop: threading.Event,
    ) -> None:
        self._camera_id = camera.pk
        self._gate = gate
        self._states = states
        self._analyst = analyst
        self._figures = figures
        self._source = LiveSource(camera.url, stop, self._lose)
        self._remuxer = Remuxer(self._source, states.feed)
        self._sub_stream = SubStream(camera, states.feed.wanted)
        self._lateness = Lateness()
        self._session = 0
        self._decodes = False

    def relay(self) -> None:
        """Until the source is told to stop."""
        try:
            for arrival in self._source.arrivals():
                self._figures.received += 1
                self._remuxer.pass_on(arrival)
                self._sub_stream.follow_the_wish()
                self._analyse(arrival)
                costs.note(self._camera_id)
        finally:
            self._sub_stream.close()

    def _lose(self, cause: Cause) -> None:
        self._figures.reconnects += 1
        self._states.tell("offline", cause)

    def _analyse(self, arrival: Arrival) -> None:
        """Nothing permitted: not even decoded. Decoding takes up again at a keyframe."""
        seen = self._seen(arrival)
        self._states.tell_of(seen)
        self._decodes = (
            seen.is_permitted and not seen.is_stale and (self._decodes or arrival.keyframe)
        )
        if self._decodes:
            self._analyst.clock_offset_s = self._source.clock_offset_s
            for frame in self._source.decode(arrival, self._analyst.attention.is_due):
                self._analyst.offer(frame)

    def _seen(self, arrival: Arrival) -> Seen:
        if arrival.session != self._session:
            self._session, self._lateness = arrival.session, Lateness()
        return Seen(
            bool(self._gate.permitted(arrival.captured_at)),
            self._lateness.note(arrival.pts, arrival.captured_at),
            self._analyst.condition,
            self._analyst.is_calibrating,
        )
