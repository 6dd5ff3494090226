"""Analyses one camera's frames while an order permits it, and raises its alerts."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from command_center.alerts.found import Origin
from command_center.brief_connection import brief_connection
from command_center.calibration.collector import Collector
from command_center.calibration.models import Calibration
from command_center.outage import surviving_outages
from command_center.streams.glimpses import GlimpseTaker
from command_center.streams.newest import Newest
from command_center.streams.reporter import Reporter
from command_center.streams.station import Station
from command_center.streams.usual_views import keep_usual_view, usual_view
from command_center.streams.watched import Watched
from detection.attention import Attention
from detection.frame import Frame
from detection.kinds import EventKind
from detection.model_set import ModelSet
from detection.pipeline import Analysis, Pipeline
from detection.sighting import Sighting
from detection.watchdog.condition import Condition
from detection.watchdog.watchdog import Watchdog

INTERRUPTED_AFTER_S = 5.0
"""After a longer gap nothing is known of what was open: it ends, and tracking starts anew."""

IDLE_S = 1.0
VIEW_KEPT_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns presentation times into instants, by one frame that carries both."""

    pts_s: float
    at: datetime

    def instant(self, pts_s: float) -> datetime:
        return self.at + timedelta(seconds=pts_s - self.pts_s)


class Analyst:
    """Runs in a thread of its own; frames come from the thread that reads the camera."""

    def __init__(
        self, watched: Watched, station: Station, models: ModelSet, reporter: Reporter
    ) -> None:
        self._camera = camera = watched.camera
        self._gate, self._figures = watched.gate, watched.figures
        self._feed, self._taps = watched.states.feed, watched.taps
        self._calibrations, self._costs = station.calibrations, station.costs
        self._models = models
        self._reporter = reporter
        self._collector: Collector | None = None
        self._glimpses = GlimpseTaker(camera.pk)
        self._ground = camera.calibrated_ground()
        self._time_zone = ZoneInfo(camera.venue.time_zone)
        self._zones = [zone.watched() for zone in camera.zones.all()]
        self._frames: Newest[Frame] = Newest()
        self._watchdog = Watchdog(usual_view(camera))
        self._view_kept_at = timezone.now()
        self.condition: Condition | None = None
        self.clock_offset_s: float | None = None
        self.attention = Attention(camera.analysed_per_s)
        self._pipeline = self._new_pipeline()
        self._clock = Clock(0.0, timezone.now())
        self._luminance: float | None = None

    @property
    def open_since(self) -> datetime | None:
        """When the oldest alert that goes on began; for any thread."""
        return self._reporter.open_since

    @property
    def is_calibrating(self) -> bool:
        return self._collector is not None

    def offer(self, frame: Frame) -> None:
        self._figures.skipped += self._frames.put(frame)

    def run(self, stop: threading.Event) -> None:
        """Until `stop`; sets it when it fails, so that the camera is handed out again."""
        try:
            while not stop.is_set():
                frame = self._frames.take(IDLE_S)
                with surviving_outages(f"Camera “{self._camera}”"):
                    self._look(frame)
                self._costs.note(self._camera.pk)
            self._end_all()
        finally:
            stop.set()

    def _look(self, frame: Frame | None) -> None:
        now = timezone.now() if frame is None else frame.captured_at
        if (now - self._clock.at).total_seconds() > INTERRUPTED_AFTER_S:
            self._end_all()
        permitted = self._gate.permitted(now)
        self._reporter.settle(now)
        self._collect_for(self._calibrations.at(now).get(self._camera.pk))
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
        self._look_after_the_picture(frame)
        permitted = self._gate.permitted(frame.captured_at)
        analysis = self._timed(frame, permitted)
        self.attention.note(frame, bool(analysis.tracks))
        self._feed.send_overlay(frame.pts, analysis.tracks)
        self._taps.found(frame.pts, analysis.tracks)
        self._luminance = frame.luminance()
        self._report(analysis.sightings)
        if self._collector is not None:
            self._collector.collect(frame, analysis.tracks, self._pipeline.scores())
        else:
            self._glimpses.look(frame, permitted - self._reporter.open_kinds)

    def _origin(self) -> Origin:
        return Origin(
            clock_offset_s=self.clock_offset_s,
            running=self._gate.running,
            luminance=self._luminance,
        )

    def _timed(self, frame: Frame, permitted: frozenset[EventKind]) -> Analysis:
        began_s = time.monotonic()
        analysis = self._pipeline.analyse(frame, permitted)
        self._figures.analysed += 1
        self._figures.analysed_at = timezone.now()
        self._figures.analysis.note(time.monotonic() - began_s)
        self._figures.delay.note(self._age_s())
        return analysis

    def _age_s(self) -> float:
        """Of the frame in hand: since it came from the camera."""
        return (timezone.now() - self._clock.at).total_seconds()

    def _look_after_the_picture(self, frame: Frame) -> None:
        self.condition = self._watchdog.note(frame)
        if frame.captured_at - self._view_kept_at >= VIEW_KEPT_EVERY:
            self._view_kept_at = frame.captured_at
            with brief_connection():
                keep_usual_view(self._camera, self._watchdog.reference)

    def _end_all(self) -> None:
        self._report(self._pipeline.stop())
        self._pipeline = self._new_pipeline()

    def _new_pipeline(self) -> Pipeline:
        return Pipeline(self._models, self._zones, self._ground, self._time_zone)

    def _report(self, sightings: Iterable[Sighting]) -> None:
        for sighting in sightings:
            if sighting.end_s is None:
                self._begin(sighting, self._clock.instant(sighting.start_s))
            else:
                self._reporter.end(sighting, self._clock.instant(sighting.end_s))

    def _begin(self, sighting: Sighting, started_at: datetime) -> None:
        if self._collector is not None:
            self._collector.hold_back(sighting, started_at)
        elif self._reporter.begin(sighting, started_at, self._origin()):
            self._figures.alert_delay.note(self._age_s())
