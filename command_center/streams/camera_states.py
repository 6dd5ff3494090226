"""The states of a camera: noted by who watches it, kept in the database, told to the pages."""

import threading
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from command_center.alerts.announcements import announce
from command_center.people.reach import Place
from command_center.streams.analysis_trace import Change, note_analysis
from command_center.streams.models import CameraState
from command_center.venues.models import Camera
from detection.watchdog.picture_fault import PictureFault

ALARMING = frozenset({"offline", "late", "without_model", *(fault.value for fault in PictureFault)})
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

    def is_told_by(self, stored: CameraState) -> bool:
        return (stored.state, stored.reason) == (self.state, self.reason)


class StateHistory:
    """One watch's. Noted by the threads that look, stored by the one that keeps all watches."""

    def __init__(self, camera_id: int) -> None:
        self.camera_id = camera_id
        self._last: tuple[str, str] | None = None
        self._waiting: deque[Noted] = deque(maxlen=MOST_WAITING)
        self._lock = threading.Lock()

    def note(self, state: str, reason: str, measures: Mapping[str, float]) -> None:
        """Nothing where it is as it was."""
        with self._lock:
            if (state, reason) != self._last:
                self._last = (state, reason)
                self._waiting.append(Noted(state, reason, measures))

    def waiting(self) -> list[Noted]:
        """What is not stored yet, the oldest first."""
        with self._lock:
            return list(self._waiting)

    def forget(self, stored: Sequence[Noted]) -> None:
        with self._lock:
            while self._waiting and self._waiting[0] in stored:
                self._waiting.popleft()


def store_waiting(histories: Iterable[StateHistory]) -> None:
    """What was noted since; while the database is away, it waits."""
    waiting = [(history, noted) for history in histories if (noted := history.waiting())]
    if waiting:
        store((history.camera_id, one) for history, noted in waiting for one in noted)
    for history, noted in waiting:
        history.forget(noted)


def store(noted: Iterable[tuple[int, Noted]]) -> None:
    """Of each camera the state of before ends; the same again changes nothing.

    Of a camera that was deleted meanwhile nothing is kept.
    """
    with transaction.atomic():
        changed = _store(list(noted))
    if changed:
        announce("cameras.changed", places=changed)


def _store(noted: Sequence[tuple[int, Noted]]) -> list[Place]:
    """Where something has changed."""
    known = _lock(camera_id for camera_id, _ in noted)
    before = CameraState.objects.filter(camera__in=known, until=None)
    present = {state.camera_id: state for state in before}
    ended, begun = [], []
    changes: list[Change] = []
    for camera_id, one in noted:
        last = present.get(camera_id)
        if camera_id not in known or (
            last and (last.state, last.reason) == (one.state, one.reason)
        ):
            continue
        if last:
            last.until = max(one.at, last.since)
            ended.append(last)
        present[camera_id] = _begun(camera_id, one)
        begun.append(present[camera_id])
        changes.append((last, present[camera_id]))
    CameraState.objects.bulk_update([state for state in ended if state.pk], ["until"])
    note_analysis(changes, known)
    CameraState.objects.bulk_create(begun)
    return [Place(known[camera_id], camera_id) for camera_id in {one.camera_id for one in begun}]


def _lock(camera_ids: Iterable[int]) -> dict[int, int]:
    """Those that there are, each with its venue; in one order, or two who tell of the same could
    wait for each other."""
    cameras = Camera.objects.select_for_update(no_key=True).filter(pk__in=set(camera_ids))
    return dict(cameras.order_by("pk").values_list("pk", "venue_id"))


def _begun(camera_id: int, noted: Noted) -> CameraState:
    return CameraState(
        camera_id=camera_id,
        state=noted.state,
        reason=noted.reason,
        measures=dict(noted.measures),
        since=noted.at,
    )


def note_unwatched(camera_ids: Iterable[int]) -> None:
    """Nobody can watch these: their last state must not be taken for the present one."""
    store((camera_id, Noted("offline", "unwatched")) for camera_id in camera_ids)


def alarms(now: datetime) -> "QuerySet[CameraState]":
    """Of the cameras that are watched, the oldest trouble first."""
    return (
        CameraState.objects.filter(until=None, state__in=ALARMING, since__lte=now - ALARM_AFTER)
        .filter(camera__is_enabled=True)
        .select_related("camera")
        .order_by("since")
    )
