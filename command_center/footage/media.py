"""A run as browsers play it: one fragmented MP4 whose times count from an instant."""

import json
from datetime import datetime, timedelta

from command_center.footage.run import Run
from detection.fragments.recorded import retimed
from detection.frame import PTS_PER_S

MEDIA_TYPE = "video/mp4"


def as_media(run: Run, origin: datetime) -> bytes:
    """Times in the file are those since `origin`, which lies before the first picture."""
    pictures = [retimed(one.data, ticks(one.decoded_at - origin)) for one in run.pictures]
    return b"".join([run.init, *pictures])


def as_boxes(run: Run, origin: datetime) -> list[dict[str, object]]:
    """What was found in its pictures: milliseconds since `origin`, and boxes."""
    return [{"at_ms": _ms(one.at - origin), "boxes": json.loads(one.text)} for one in run.found]


def ticks(since: timedelta) -> int:
    """1/90000 s."""
    return round(since / timedelta(seconds=1) * PTS_PER_S)


def _ms(since: timedelta) -> int:
    return round(since / timedelta(milliseconds=1))
