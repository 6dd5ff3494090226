"""Whether each camera is recorded at this moment, and why one that is not is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from command_center.footage.camera_recording import CameraRecording, Mode, recordings_of
from command_center.footage.last_recorded import last_recorded
from command_center.streams.present_states import State, states
from command_center.venues.models import Camera

NOW = timedelta(seconds=10)
"""Files grow five times a second; a camera may send a keyframe every few seconds only."""

MISSED_AFTER = timedelta(minutes=1)
BLIND = frozenset({"offline", "starting", "unknown"})
"""States in which no picture comes."""


class Recorded(StrEnum):
    NOW = "now"
    WAITS = "waits"
    OFF = "off"
    UNWATCHED = "unwatched"
    BLIND = "blind"
    BEGINS = "begins"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class RecordingState:
    """`last_at`: of the newest picture that is recorded. `seen`: what is known of the camera."""

    camera: Camera
    recording: CameraRecording
    recorded: Recorded
    last_at: datetime | None
    seen: State


def recording_states(cameras: Sequence[Camera]) -> list[RecordingState]:
    """In their order."""
    ids = [camera.pk for camera in cameras]
    recordings, last, now = recordings_of(ids), last_recorded(ids), timezone.now()
    return [
        RecordingState(
            camera,
            recordings[camera.pk],
            _recorded(camera, Mode(recordings[camera.pk].mode), last.get(camera.pk), seen, now),
            last.get(camera.pk),
            seen,
        )
        for camera, seen in zip(cameras, states(ids), strict=True)
    ]


def missed() -> list[RecordingState]:
    """Cameras that are to be recorded all the time, send pictures, and are not."""
    found = [one for one in recording_states(to_record()) if one.recorded is Recorded.MISSED]
    return sorted(found, key=lambda one: str(one.camera))


def to_record() -> list[Camera]:
    """All the time."""
    continuous = CameraRecording.objects.filter(mode=Mode.CONTINUOUS).values("camera")
    cameras = Camera.objects.filter(is_enabled=True, pk__in=continuous)
    return list(cameras.select_related("venue"))


def _recorded(
    camera: Camera, mode: Mode, last_at: datetime | None, seen: State, now: datetime
) -> Recorded:
    if last_at is not None and now - last_at < NOW:
        return Recorded.NOW
    if mode is Mode.OFF:
        return Recorded.OFF
    if not camera.is_enabled:
        return Recorded.UNWATCHED
    if mode is Mode.ALERTS:
        return Recorded.WAITS
    if seen.state in BLIND:
        return Recorded.BLIND
    return _of_seen(last_at, seen, now)


def _of_seen(last_at: datetime | None, seen: State, now: datetime) -> Recorded:
    """It sends pictures, and is to be recorded. Since when it does is told with its state."""
    latest = max(one for one in (last_at, seen.since, now - 2 * MISSED_AFTER) if one is not None)
    return Recorded.MISSED if now - latest > MISSED_AFTER else Recorded.BEGINS
