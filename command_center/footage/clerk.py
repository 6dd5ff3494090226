"""The thread that asks the database what is to be recorded, and tells it what was."""

import logging
import threading
import time
from collections import deque
from collections.abc import Collection, Mapping

from django.db import DatabaseError

from command_center.brief_connection import brief_connection
from command_center.footage.camera_recording import CameraRecording
from command_center.footage.entering import enter_segment
from command_center.footage.finished import Finished
from command_center.outage import DATABASE_AWAY, surviving_outages

ENTERED_EVERY_S = 0.2
ASKED_EVERY_S = 1.0

WAITED_FOR_S = 10.0
"""For the database, once no camera is left: a worker is to end. What is not entered lies on the
disk, whole, and is entered by whoever reconciles."""

logger = logging.getLogger(__name__)


class Clerk:
    """While the database is away what was known before holds, and what is finished waits."""

    def __init__(self) -> None:
        self.recordings: Mapping[int, CameraRecording] | None = None
        """Of each camera that has one; None: nothing is known yet."""
        self._finished: deque[Finished] = deque()
        self._cameras: Collection[int] = ()
        self._asks_at_s = 0.0
        self._ends_at_s: float | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, cameras: Collection[int]) -> None:
        with self._lock:
            self._cameras, self._ends_at_s, self._asks_at_s = cameras, None, 0.0
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="footage-index")
                self._thread.start()

    def follow(self, cameras: Collection[int]) -> None:
        self._cameras = cameras

    def take(self, finished: Finished) -> None:
        self._finished.append(finished)

    def end(self) -> None:
        """As soon as all is entered that can be."""
        self._ends_at_s = time.monotonic() + WAITED_FOR_S

    @property
    def is_idle(self) -> bool:
        return self._thread is None

    def _run(self) -> None:
        while self._goes_on():
            began_s = time.monotonic()
            try:
                with surviving_outages("Recording"):
                    self._ask()
                    self._enter()
            except Exception:
                logger.exception("Recording: this round failed; it is made again.")
            time.sleep(max(0.0, began_s + ENTERED_EVERY_S - time.monotonic()))

    def _goes_on(self) -> bool:
        with self._lock:
            is_late = self._ends_at_s is not None and time.monotonic() > self._ends_at_s
            if self._ends_at_s is not None and (is_late or not self._finished):
                self._finished.clear()
                self._thread = None
            return self._thread is not None

    def _ask(self) -> None:
        """What is to be recorded; while the database is away, what was to be."""
        if time.monotonic() < self._asks_at_s or not self._cameras:
            return
        self._asks_at_s = time.monotonic() + ASKED_EVERY_S
        with brief_connection():
            self.recordings = CameraRecording.objects.in_bulk(list(self._cameras))

    def _enter(self) -> None:
        """In order; what the database refuses is left to whoever reconciles."""
        while self._finished:
            finished = self._finished[0]
            try:
                with brief_connection():
                    enter_segment(finished)
            except DATABASE_AWAY:
                raise
            except (DatabaseError, OSError):
                logger.exception("Recording %s could not be entered.", finished.path)
            self._finished.popleft()
