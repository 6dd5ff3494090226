"""The states of a camera: noted by who watches it, kept in the database, told to the pages."""

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from command_center.alerts.announcements import announce
from command_center.streams.models import CameraState
from detection.watchdog.picture_fault import PictureFault

ALARMING = frozenset({"offline", "late", *(fault.value for fault in PictureFault)})
"""Who relies on such a camera relies on nothing."""

ALARM_AFTER = timedelta(seconds=5)
"""A connection that is lost and found again at once needs nobody."""

MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Noted:
    state: str
    reason: str = ""
    measures: Mapping[str, float] = field(default_factory=dict)
    at: datetime = field(default_factory=timezone.now)


class StateHistory:
    """One watch's. Noted by the thread that reads, stored by the one that keeps the lease."""

    def __init__(self, camera_id: int) -> None:
        self._camera_id = camera_id
        self._last: tuple[str, str] | None = None
        self._waiting: deque[Noted] = deque(maxlen=MOST_WAITING)
        self._lock = threading.Lock()

    def note(self, state: str, reason: str, measures: Mapping[str, float]) -> None:
        """Nothing where it is as it was."""
        with self._lock:
            if (state, reason) != self._last:
                self._last = (state, reason)
                self._waiting.append(Noted(state, reason, measures))

    def store(self) -> None:
        """What was noted since; while the database is away, it waits."""
        while self._waiting:
            store(self._camera_id, self._waiting[0])
            self._waiting.popleft()


def store(camera_id: int, noted: Noted) -> None:
    """The state of before ends; the same again changes nothing."""
    with transaction.atomic():
        before = (
            CameraState.objects.select_for_update().filter(camera=camera_id, until=None).first()
        )
        if before and (before.state, before.reason) == (noted.state, noted.reason):
            return
        if before:
            before.until = max(noted.at, before.since)
            before.save(update_fields=["until"])
        CameraState.objects.create(
            camera_id=camera_id,
            state=noted.state,
            reason=noted.reason,
            measures=dict(noted.measures),
            since=noted.at,
        )
    announce("camera.changed", camera=camera_id)


def note_unwatched(camera_ids: Iterable[int]) -> None:
    """Nobody can watch these: their last state must not be taken for the present one."""
    for camera_id in camera_ids:
        store(camera_id, Noted("offline", "unwatched"))


def alarms(now: datetime) -> "QuerySet[CameraState]":
    """Of the cameras that are watched, the oldest trouble first."""
    return (
        CameraState.objects.filter(until=None, state__in=ALARMING, since__lte=now - ALARM_AFTER)
        .filter(camera__is_enabled=True)
        .select_related("camera")
        .order_by("since")
    )
