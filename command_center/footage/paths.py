"""Where recordings lie below the folder of footage: a name tells whose it is, and since when."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

RECORDINGS = "recordings"
NAMED = re.compile(
    rf"{RECORDINGS}/(?P<camera>\d+)/(?P<day>\d{{8}})/(?P<time>\d{{6}}\.\d{{3}})-(?P<fence>\d+)\.mp4"
)


@dataclass(frozen=True, slots=True)
class RecordingName:
    """`began_at` as it was known when the file was opened, to the millisecond."""

    camera_id: int
    began_at: datetime
    fence: int


def path_of(camera_id: int, began_at: datetime, fence: int) -> str:
    at = began_at.astimezone(UTC)
    name = f"{at:%H%M%S}.{at.microsecond // 1000:03}-{fence}.mp4"
    return f"{day_folder(camera_id, at)}/{name}"


def day_folder(camera_id: int, at: datetime) -> str:
    return f"{RECORDINGS}/{camera_id}/{at.astimezone(UTC):%Y%m%d}"


def read_path(path: str) -> RecordingName | None:
    """None for what is no recording."""
    found = NAMED.fullmatch(path)
    if found is None:
        return None
    at = datetime.strptime(f"{found['day']}{found['time']}000+0000", "%Y%m%d%H%M%S.%f%z")
    return RecordingName(int(found["camera"]), at, int(found["fence"]))
