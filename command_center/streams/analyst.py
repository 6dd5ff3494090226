"""Analyses one camera's frames while an order permits it, and raises its alerts."""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from command_center.alerts.door import NotCovered, end_alert, raise_alert
from command_center.alerts.models import Alert
from command_center.calibration.collector import Collector
from command_center.calibration.models import Calibration
from command_center.calibration.period import running
from command_center.law.gate import Gate
from command_center.law.once_a_second import OnceASecond
from command_center.streams.live_feed import LiveFeed
from command_center.streams.newest import Newest
from command_center.venues.models import Camera
from detection.attention import Attention
from detection.frame import Frame
from detection.model_set import ModelSet
from detection.pipeline import Pipeline
from detection.sighting import Sighting

INTERRUPTED_AFTER_S = 5.0
"""After a longer gap nothing is known of what was open: it ends, and tracking starts anew."""

IDLE_S = 0.5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns presentation times into instants, by one frame that carries both."""

    pts_s: float
    at: datetime

    def instant(self, pts_s: float) -> datetime:
        return self.at + timedelta(seconds=pts_s - self.pts_s)


class Analyst:
    """Runs in a thread of its own; frames come from the thread that reads the camera."""

    def __init__(self, camera: Camera, gate: Gate, feed: LiveFeed, models: ModelSet) -> None:
        self._camera = camera
        self._gate = gate
        self._calibration = OnceASecond(partial(running, camera.pk))
        self._collector: Collector | None = None
        self._feed = feed
        self._models = models
        self._ground = camera.calibrated_ground()
        self._time_zone = ZoneInfo(camera.venue.time_zone)
        self._zones = [zone.watched() for zone in camera.zones.all()]
        self._frames: Newest[Frame] = Newest()
        self.attention = Attention(camera.analysed_per_s)
        self._alerts: dict[tuple[str, str, int], Alert] = {}
        self._pipeline = self._new_pipeline()
        self._clock = Clock(0.0, timezone.now())

    @property
    def is_calibrating(self) -> bool:
        return self._collector is not None

    def offer(self, frame: Frame) -> None:
        self._frames.put(frame)

    def run(self, stop: threading.Event) -> None:
        """Until `stop`; sets it when it fails, so that the camera is handed out again."""
        try:
            while not stop.is_set():
                self._look(self._frames.take(IDLE_S))
            self._end_all()
        finally:
            stop.set()
            connection.close()

    def _look(self, frame: Frame | None) -> None:
        now = timezone.now() if frame is None else frame.captured_at
        if (now - self._clock.at).total_seconds() > INTERRUPTED_AFTER_S:
            self._end_all()
        permitted = self._gate.permitted(now)
        self._collect_for(self._calibration.at(now))
        if not permitted:
            self._end_all()
        elif frame is not None:
            self._analyse(frame)

    def _collect_for(self, calibration: Calibration | None) -> None:
        """At a calibration's start and end what is open ends: it belongs to one side."""
        collecting = None if self._collector is None else self._collector.calibration
        if calibration != collecting:
            self._end_all()
            self._collector = None if calibration is None else Collector(calibration)

    def _analyse(self, frame: Frame) -> None:
        self._clock = Clock(frame.pts_s, frame.captured_at)
        analysis = self._pipeline.analyse(frame, self._gate.permitted(frame.captured_at))
        self.attention.note(frame, bool(analysis.tracks))
        self._feed.send_overlay(frame.pts, analysis.tracks)
        self._report(analysis.sightings)
        if self._collector is not None:
            self._collector.collect(frame, analysis.tracks, self._pipeline.scores())

    def _end_all(self) -> None:
        self._report(self._pipeline.stop())
        self._pipeline = self._new_pipeline()

    def _new_pipeline(self) -> Pipeline:
        return Pipeline(self._models, self._zones, self._ground, self._time_zone)

    def _report(self, sightings: Iterable[Sighting]) -> None:
        for sighting in sightings:
            if sighting.end_s is None:
                self._raise(sighting)
            else:
                self._end(sighting, sighting.end_s)

    def _raise(self, sighting: Sighting) -> None:
        started_at = self._clock.instant(sighting.start_s)
        if self._collector is not None:
            self._collector.hold_back(sighting, started_at)
            return
        try:
            alert = raise_alert(self._camera, sighting, started_at)
        except NotCovered as refusal:
            logger.info("%s", refusal)
        else:
            self._alerts[_key(sighting)] = alert

    def _end(self, sighting: Sighting, end_s: float) -> None:
        alert = self._alerts.pop(_key(sighting), None)
        if alert is not None:
            end_alert(alert, self._clock.instant(end_s))


def _key(sighting: Sighting) -> tuple[str, str, int]:
    return sighting.kind, sighting.zone, sighting.number
