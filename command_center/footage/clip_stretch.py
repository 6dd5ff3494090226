"""From when to when an alert's clip goes: pre-roll, the alert, post-roll, and no longer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from command_center.alerts.models import Alert
from command_center.footage.camera_recording import CameraRecording, recording_of

LONGEST = timedelta(minutes=5)
"""Of a longer alert the first minutes: the recordings have the rest, and a clip opens at once."""


@dataclass(frozen=True, slots=True)
class ClipStretch:
    """`until` None: the alert goes on. `is_shortened`: it goes on, or went on, after `until`."""

    since: datetime
    until: datetime | None
    is_shortened: bool = False


def clip_stretch(
    alert: Alert, now: datetime, recording: CameraRecording | None = None
) -> ClipStretch:
    """`recording`: that of its camera, where it is known already."""
    recording = recording or recording_of(alert.camera_id)
    since, longest = alert.started_at - recording.pre_roll, alert.started_at + LONGEST
    wanted = alert.ended_at and alert.ended_at + recording.post_roll
    if wanted is not None and wanted <= longest:
        return ClipStretch(since, wanted)
    if wanted is not None or now >= longest:
        return ClipStretch(since, longest, is_shortened=True)
    return ClipStretch(since, None)
