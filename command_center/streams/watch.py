"""Watching one camera: its packets to the browsers, its frames to the analyst."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.utils import timezone

from command_center.brief_connection import brief_connection
from command_center.law.gate import Gate
from command_center.law.running import Running, software
from command_center.leases.lease import Lease
from command_center.register.loading import expected
from command_center.streams.analyst import Analyst
from command_center.streams.camera_states import StateHistory
from command_center.streams.cost import CostMeter
from command_center.streams.figures import Figures
from command_center.streams.figures_board import figures_board
from command_center.streams.live_feed import LiveFeed
from command_center.streams.remuxer import Remuxer
from command_center.streams.reporter import Reporter
from command_center.streams.station import Station
from command_center.streams.sub_stream import SubStream
from command_center.streams.taps import Taps
from command_center.streams.told_state import Seen, StateTeller
from command_center.streams.watched import Watched, settings_prints
from command_center.venues.models import Camera
from detection.source.address import Cause
from detection.source.lateness import Lateness
from detection.source.live import Arrival, LiveSource

logger = logging.getLogger(__name__)


def watch_camera(camera_id: int, lease: Lease, station: Station) -> None:
    """Until the camera is changed, the lease is lost or the worker shuts down."""
    with brief_connection():
        settings_print = settings_prints([camera_id]).get(camera_id, "")  # first: it may change now
        camera = _camera(camera_id)
        known = expected()
    if camera is None:
        return
    states = StateTeller(LiveFeed(camera_id), StateHistory(camera_id))
    states.tell("starting")
    in_use = station.models.of(camera.model, known)
    gate = Gate(camera_id, station.permissions, Running(software(), in_use.digests))
    figures = Figures(camera_id, camera.name)
    taps = Taps(camera, lease)
    watched = Watched(camera, settings_print, lease, gate, states, figures, taps)
    with brief_connection():
        reporter = Reporter(watched.camera, lease, station.delivery, timezone.now())
        analyst = Analyst(watched, station, in_use.models, reporter)
    logger.info("Camera “%s”: watching begins, lease %s.", watched.camera, lease.fence)
    with (
        station.keeper.keeping(watched),
        figures_board.showing(watched.figures),
        ThreadPoolExecutor(2, f"camera-{camera_id}") as threads,
    ):
        work = threads.submit(analyst.run, watched.stop)
        if in_use.waits_for is not None:
            threads.submit(in_use.await_the_model, watched.stop)
        try:
            Picture(watched, analyst, station.costs, in_use.trouble).relay()
        finally:
            watched.stop.set()
    logger.info("Camera “%s”: watching ends.", watched.camera)
    work.result()


def _camera(camera_id: int) -> Camera | None:
    """None where it is gone or switched off."""
    cameras = Camera.objects.select_related("venue").prefetch_related("masks")  # all while here
    return cameras.filter(pk=camera_id, is_enabled=True).first()


class Picture:
    """Reads the camera once: every packet to the feed, the wanted frames to the analyst."""

    def __init__(
        self, watched: Watched, analyst: Analyst, costs: CostMeter, trouble: str = ""
    ) -> None:
        camera, feed = watched.camera, watched.states.feed
        self._watched = watched
        self._analyst = analyst
        self._costs = costs
        self._trouble = trouble
        masks = camera.burnt_masks()
        self._source = LiveSource(camera.url, watched.stop, self._lose, masks)
        self._remuxer = Remuxer(self._source, feed, watched.taps)
        self._sub_stream = SubStream(camera, feed.wanted, masks)
        self._lateness = Lateness()
        self._session = 0
        self._decodes = False

    def relay(self) -> None:
        """Until the source is told to stop."""
        try:
            for arrival in self._source.arrivals():
                self._watched.figures.received += 1
                self._remuxer.pass_on(arrival)
                self._watched.taps.follow(self._analyst.open_since, self._source.clock_offset_s)
                self._sub_stream.follow_the_wish()
                self._analyse(arrival)
                self._costs.note(self._watched.camera.pk)
        finally:
            self._watched.taps.close()
            self._sub_stream.close()

    def _lose(self, cause: Cause) -> None:
        self._watched.figures.reconnects += 1
        self._watched.taps.lose(cause)
        self._watched.states.tell("offline", cause)

    def _analyse(self, arrival: Arrival) -> None:
        """Nothing to look for: not even decoded. Decoding takes up again at a keyframe."""
        seen = self._seen(arrival)
        self._watched.states.tell_of(seen)
        self._decodes = seen.is_analysed and (self._decodes or arrival.keyframe)
        if self._decodes:
            self._analyst.clock_offset_s = self._source.clock_offset_s
            for frame in self._source.decode(arrival, self._analyst.attention.is_due):
                self._analyst.offer(frame)

    def _seen(self, arrival: Arrival) -> Seen:
        if arrival.session != self._session:
            self._session, self._lateness = arrival.session, Lateness()
        return Seen(
            bool(self._watched.gate.permitted(arrival.captured_at)),
            self._lateness.note(arrival.pts, arrival.captured_at),
            self._analyst.condition,
            self._analyst.is_calibrating,
            self._trouble,
        )
