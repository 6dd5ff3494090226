"""The thread of a worker that looks through recordings: one search at a time, cameras first."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from command_center.brief_connection import brief_connection
from command_center.retention.bucket.bucket import StorageAway
from command_center.review.search.motion.movement_search import KEPT_FOR, MovementSearch, State
from command_center.review.search.motion.seeking import Seeker, Step
from detection.motion_search.stretches import Movement

BEHIND_ALL = 19
"""Of nice(2): what else wants a core has it. Linux counts it for each thread."""

LOST_AFTER = timedelta(seconds=30)
"""Whose worker says nothing for so long is taken up by another, from where it was."""

TOLD_EVERY_S = 0.5
Movements = list[list[int]]
logger = logging.getLogger(__name__)


def step_behind() -> None:
    """This thread, for good; where the system knows no threads' priorities, nothing happens."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND_ALL)


def search_waiting(stop: threading.Event) -> None:
    """Until nobody waits, or the bucket of footage is away: then the next round goes on."""
    try:
        while not stop.is_set() and (search := take()) is not None:
            Work(search).carry_out(stop)
    except StorageAway as error:
        logger.warning("Recordings are searched later: %s", error.why)


def take() -> MovementSearch | None:
    """The one that waits longest, or whose worker was lost; now it is this worker's."""
    lost = Q(state=State.RUNNING, beaten_at__lt=timezone.now() - LOST_AFTER)
    with brief_connection(), transaction.atomic():
        free = MovementSearch.objects.filter(Q(state=State.WAITING) | lost)
        found = free.select_for_update(skip_locked=True).order_by("asked_at", "pk").first()
        if found is not None:
            found.state, found.beaten_at = State.RUNNING, timezone.now()
            found.save(update_fields=["state", "beaten_at"])
    return found


def forget_old() -> None:
    with brief_connection():
        MovementSearch.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()


class Work:
    """On one search: tells what it finds as it finds it."""

    def __init__(self, search: MovementSearch) -> None:
        self._search = search
        self._before: Movements = list(search.movements)
        self._told_s = time.monotonic()

    def carry_out(self, stop: threading.Event) -> None:
        """Ends early where somebody stopped it, or forgot it, and when the worker ends: then
        another goes on."""
        try:
            for step in self._steps():
                self._add(step)
                if stop.is_set():
                    self._tell(State.WAITING)
                    return
                if self._is_due() and not self._tell(State.RUNNING):
                    return
            self._tell(State.DONE)
        except StorageAway:
            self._tell(State.WAITING)
            raise
        except Exception:
            self._tell(State.FAILED)
            raise

    def _steps(self) -> Iterator[Step]:
        since = self._search.reached or self._search.since
        seeker = Seeker(self._search, since)
        with brief_connection():
            wanted = seeker.parts()
        yield from seeker.steps(wanted)

    def _add(self, step: Step) -> None:
        search = self._search
        search.reached = step.reached
        search.pictures += step.pictures
        search.recorded_s += step.recorded_s
        search.movements = [*self._before, *(_row(one) for one in step.found)]

    def _is_due(self) -> bool:
        return time.monotonic() - self._told_s >= TOLD_EVERY_S

    def _tell(self, state: State) -> bool:
        """Whether it is still wanted."""
        now_s = time.monotonic()
        self._search.worked_s += now_s - self._told_s
        self._told_s = now_s
        with brief_connection():
            return self._store(state)

    def _store(self, state: State) -> bool:
        search = self._search
        running = MovementSearch.objects.filter(pk=search.pk, state=State.RUNNING)
        return bool(
            running.update(
                state=state,
                beaten_at=timezone.now(),
                reached=search.reached,
                pictures=search.pictures,
                recorded_s=search.recorded_s,
                worked_s=search.worked_s,
                movements=search.movements,
            )
        )


def _row(movement: Movement) -> list[int]:
    """In thousandths, and never none: what was found has moved."""
    since, until = (round(at.timestamp() * 1000) for at in (movement.since, movement.until))
    return [since, until, max(1, round(movement.strength * 1000))]
