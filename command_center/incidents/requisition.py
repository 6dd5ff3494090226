"""The way from an incident to the requisition desk: what it is about, filled in there."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from command_center.incidents.models import Act
from command_center.incidents.stretch import LONGEST, milliseconds

AROUND = timedelta(seconds=10)
"""Before the first and after the last: as the rolls of a clip usually are."""


def requisition(acts: Sequence[Act]) -> str:
    """The address of the form, with the cameras and the stretch of all that was joined; empty where
    nothing was. Of what lasts over a day, its first day: the form takes no more."""
    joined = [(act.camera_id, act.from_at, act.until_at or act.from_at) for act in acts]
    spans = [
        (camera, since, until)
        for camera, since, until in joined
        if camera is not None and since is not None and until is not None
    ]
    if not spans:
        return ""
    since = min(since for _, since, _ in spans) - AROUND
    until = min(max(until for *_, until in spans) + AROUND, since + LONGEST)
    cameras = sorted({camera for camera, *_ in spans})
    asked = [("camera", camera) for camera in cameras]
    stretch = [("from", milliseconds(since)), ("until", milliseconds(until))]
    return f"{reverse('extract_new')}?{urlencode([*asked, *stretch])}"
