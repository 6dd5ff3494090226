"""What the health page shows of each camera."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from command_center.health.readings import camera_figures, histories
from command_center.health.sparkline import Sparkline, sparkline
from command_center.streams.camera_states import ALARMING
from command_center.streams.figures import CameraFigures
from command_center.streams.point import Point
from command_center.streams.present_states import State, states
from command_center.streams.words import words
from command_center.venues.models import Camera

LATE_S = 2.0
"""From a frame's coming to the end of its analysis: beyond it the analysis cannot keep up."""


@dataclass(frozen=True, slots=True)
class CameraRow:
    """`point` and `reconnects` are None where no worker tells them."""

    name: str
    venue_name: str
    state: str
    state_label: str
    reason_label: str
    since: datetime | None
    point: Point | None
    reconnects: int | None
    spark: Sparkline | None

    @property
    def is_alarming(self) -> bool:
        return self.state in ALARMING or self.state == "unknown"

    @property
    def is_late(self) -> bool:
        delay_s = None if self.point is None else self.point.delay_s
        return delay_s is not None and delay_s > LATE_S

    @property
    def analysis_ms(self) -> float | None:
        analysis_s = None if self.point is None else self.point.analysis_s
        return None if analysis_s is None else 1000 * analysis_s


def camera_rows() -> list[CameraRow]:
    """Of all that are to be watched."""
    cameras = list(Camera.objects.filter(is_enabled=True).select_related("venue"))
    ids = [camera.pk for camera in cameras]
    counted = {one.camera_id: one for one in camera_figures()}
    found = zip(cameras, states(ids), histories(ids), strict=True)
    return [_row(camera, state, points, counted.get(camera.pk)) for camera, state, points in found]


def _row(
    camera: Camera, state: State, points: Sequence[Point], counted: CameraFigures | None
) -> CameraRow:
    said = {**words(), "unknown": _("Not known")}
    return CameraRow(
        name=camera.name,
        venue_name=camera.venue.name,
        state=state.state,
        state_label=said.get(state.state, state.state),
        reason_label=said.get(state.reason, state.reason),
        since=state.since,
        point=counted.point if counted else None,
        reconnects=counted.reconnects if counted else None,
        spark=sparkline(points, time.time()),
    )
