"""The thread that writes: files for all cameras that a process watches, and their rows."""

import logging
import threading
import time
from collections import deque

from django.db import DatabaseError

from command_center.brief_connection import brief_connection
from command_center.footage.camera_recording import CameraRecording, Mode
from command_center.footage.entering import enter_segment
from command_center.footage.finished import Finished
from command_center.footage.recorder import Recorder
from command_center.footage.reel import Reel
from command_center.outage import DATABASE_AWAY, surviving_outages

WRITTEN_EVERY_S = 0.2
"""How much a crash costs of what came; and how far behind a growing recording is."""

ASKED_EVERY_S = 1.0

logger = logging.getLogger(__name__)


class Scribe:
    """A storage that does not answer keeps this thread, and nobody who reads a camera."""

    def __init__(self) -> None:
        self._reels: dict[Recorder, Reel] = {}
        self._finished: deque[Finished] = deque()
        self._recordings: dict[int, CameraRecording] = {}
        self._is_known = False
        self._asks_at_s = 0.0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def record(self, recorder: Recorder) -> None:
        """Until it is closed."""
        with self._lock:
            self._reels[recorder] = Reel(recorder.camera_id, recorder.fence, self._finished.append)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="footage")
                self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left to write, in memory or of a camera."""
        with self._lock:
            return self._thread is None

    def _run(self) -> None:
        """Until no camera is left and all is entered that can be."""
        while self._goes_on():
            began_s = time.monotonic()
            self._go_round()
            time.sleep(max(0.0, began_s + WRITTEN_EVERY_S - time.monotonic()))

    def _goes_on(self) -> bool:
        with self._lock:
            if not self._reels:
                self._thread = None
            return self._thread is not None

    def _go_round(self) -> None:
        try:
            with surviving_outages("Recording"):
                self._ask()
            self._write()
            with surviving_outages("Recording"):
                self._enter()
        except Exception:
            logger.exception("Recording: this round failed; it is made again.")

    def _write(self) -> None:
        for recorder, reel in list(self._reels.items()):
            is_last = recorder.is_closed
            self._wish_of(recorder, reel)
            recorder.tell(reel)
            reel.write()
            if is_last:
                reel.close()
                with self._lock:
                    del self._reels[recorder]

    def _wish_of(self, recorder: Recorder, reel: Reel) -> None:
        """Nothing is kept before it is known what is to be."""
        recording = self._recordings.get(recorder.camera_id) or CameraRecording()
        reel.wish.mode = Mode(recording.mode) if self._is_known else Mode.OFF
        reel.wish.pre_roll, reel.wish.post_roll = recording.pre_roll, recording.post_roll
        reel.wish.open_since = recorder.open_since
        reel.clock_offset_s = recorder.clock_offset_s

    def _ask(self) -> None:
        """What is to be recorded; while the database is away, what was to be."""
        if time.monotonic() < self._asks_at_s:
            return
        self._asks_at_s = time.monotonic() + ASKED_EVERY_S
        with brief_connection():
            found = CameraRecording.objects.in_bulk([one.camera_id for one in self._reels])
        self._recordings, self._is_known = found, True

    def _enter(self) -> None:
        """In order; what the database refuses is left to who looks after the folder."""
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
