"""What of a camera's time is held for a procedure, and so does not go when it is over age."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from command_center.alerts.models import Alert
from command_center.people.reach import Reach
from command_center.retention.models import Hold, StoredFile
from command_center.retention.places import reached_holds
from command_center.review.spans import Window


class HeldTime(NamedTuple):
    """`reference`: of the procedure; empty for whoever may not see holds."""

    camera_id: int
    reference: str
    since: datetime
    until: datetime


def held_times(window: Window, reach: Reach, now: datetime) -> list[HeldTime]:
    """`reach`: where holds may be seen. Whole stretches, single alerts and single files."""
    holds = list(Hold.objects.active())
    named = {hold.pk for hold in reached_holds(holds, reach)} if reach else frozenset[int]()
    found = [
        HeldTime(camera, hold.reference if hold.pk in named else "", *_within(window, times))
        for hold in holds
        for camera, *times in _covered(hold, set(window.cameras), now)
        if times[0] < window.until and times[1] > window.since
    ]
    return sorted(found, key=lambda one: (one.camera_id, one.since))


def _covered(
    hold: Hold, cameras: Collection[int], now: datetime
) -> Iterator[tuple[int, datetime, datetime]]:
    if hold.covers_from and hold.covers_until:
        for camera in set(hold.cameras) & set(cameras):
            yield camera, hold.covers_from, hold.covers_until
    if hold.alerts:
        alerts = Alert.objects.filter(pk__in=hold.alerts, camera_id__in=cameras)
        for camera, began, ended in alerts.values_list("camera_id", "started_at", "ended_at"):
            yield camera, began, ended or now
    if hold.files:
        files = StoredFile.objects.filter(pk__in=hold.files, camera_id__in=cameras)
        times = files.values_list("camera_id", "captured_from", "captured_until")
        yield from ((camera, began, ended) for camera, began, ended in times if camera)


def _within(window: Window, times: Iterable[datetime]) -> tuple[datetime, datetime]:
    since, until = times
    return max(since, window.since), min(until, window.until)
