"""What the wall says of cameras that show nothing, or not what they should."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from command_center.people.reach import AT_CAMERA, Reach
from command_center.streams.camera_states import alarms
from command_center.streams.words import words


@dataclass(frozen=True, slots=True)
class AlarmRow:
    camera_id: int
    camera_name: str
    state: str
    text: str
    since: datetime


def alarm_rows(reach: Reach) -> list[AlarmRow]:
    said = words()
    return [
        AlarmRow(
            camera_id=state.camera_id,
            camera_name=state.camera.name,
            state=state.state,
            text=" · ".join(said.get(word, word) for word in (state.state, state.reason) if word),
            since=state.since,
        )
        for state in alarms(timezone.now()).filter(reach.of(*AT_CAMERA))
    ]
