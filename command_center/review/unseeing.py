"""When cameras did not see: what was recorded then shows nothing, or not what it should."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from command_center.review.spans import Window
from command_center.streams.camera_states import ALARMING
from command_center.streams.models import CameraState

UNSEEING = ALARMING - {"without_model"}
"""A camera whose model does not run is not analysed, and sees."""


class UnseeingTime(NamedTuple):
    """Within its window. `reason`: the latest of those that are drawn as one."""

    camera_id: int
    state: str
    reason: str
    since: datetime
    until: datetime


def unseeing_times(window: Window, now: datetime) -> list[UnseeingTime]:
    """In order, camera by camera; those of one state that lie close together are one."""
    found = CameraState.objects.filter(
        Q(until=None) | Q(until__gt=window.since),
        camera_id__in=window.cameras,
        state__in=UNSEEING,
        since__lt=min(window.until, now),
    )
    rows = found.order_by("camera_id", "since").values_list(
        "camera_id", "state", "reason", "since", "until"
    )
    return _merged((UnseeingTime(*row[:4], row[4] or now) for row in rows), window)


def _merged(times: Iterable[UnseeingTime], window: Window) -> list[UnseeingTime]:
    merged: list[UnseeingTime] = []
    for one in times:
        within = one._replace(
            since=max(one.since, window.since), until=min(one.until, window.until)
        )
        last = merged[-1] if merged else None
        if last and last[:2] == one[:2] and within.since - last.until <= window.apart:
            merged[-1] = within._replace(since=last.since)
        else:
            merged.append(within)
    return merged
