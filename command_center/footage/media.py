"""A run as browsers play it: one fragmented MP4 whose times count from an instant."""

from datetime import datetime, timedelta

from command_center.footage.run import Run
from detection.fragments.recorded import retimed
from detection.fragments.timed import found_message
from detection.frame import PTS_PER_S

MEDIA_TYPE = "video/mp4"


def as_media(run: Run, origin: datetime) -> bytes:
    """Times in the file are those since `origin`, which lies before the first picture. What was
    found comes first, as messages (`emsg`) that players pass over."""
    pictures = [retimed(one.data, ticks(one.decoded_at - origin)) for one in run.pictures]
    found = [
        found_message(ticks(one.at - origin), number, one.text)
        for number, one in enumerate(run.found)
    ]
    return b"".join([run.init, *found, *pictures])


def ticks(since: timedelta) -> int:
    """1/90000 s."""
    return round(since / timedelta(seconds=1) * PTS_PER_S)
