"""The thread that writes: files for all cameras that a process watches."""

import logging
import threading
import time

from command_center.footage.camera_recording import CameraRecording, Mode
from command_center.footage.clerk import Clerk
from command_center.footage.gap import GapCause
from command_center.footage.recorder import Recorder
from command_center.footage.reel import Reel

WRITTEN_EVERY_S = 0.2
"""How much a crash costs of what came; and how far behind a growing recording is."""

logger = logging.getLogger(__name__)


class Scribe:
    """A storage that does not answer keeps this thread, and nobody who reads a camera; a database
    that does not keeps the clerk."""

    def __init__(self) -> None:
        self._reels: dict[Recorder, Reel] = {}
        self._clerk = Clerk()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def record(self, recorder: Recorder) -> None:
        """Until it is closed."""
        with self._lock:
            self._reels[recorder] = Reel(recorder.camera_id, recorder.fence, self._clerk.take)
            self._clerk.begin({one.camera_id for one in self._reels})
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="footage")
                self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is left to write or to enter."""
        with self._lock:
            return self._thread is None and self._clerk.is_idle

    def _run(self) -> None:
        """Until no camera is left."""
        while self._goes_on():
            began_s = time.monotonic()
            for recorder, reel in list(self._reels.items()):
                self._write(recorder, reel)
            time.sleep(max(0.0, began_s + WRITTEN_EVERY_S - time.monotonic()))

    def _goes_on(self) -> bool:
        with self._lock:
            if not self._reels:
                self._thread = None
                self._clerk.end()
            return self._thread is not None

    def _write(self, recorder: Recorder, reel: Reel) -> None:
        """What goes wrong with one camera keeps no other from being recorded."""
        is_last = recorder.is_closed
        try:
            self._wish_of(recorder, reel)
            recorder.tell(reel)
            reel.write()
            if is_last:
                reel.close()
        except Exception:
            logger.exception("Camera %s: its recording begins anew.", recorder.camera_id)
            reel.break_off(GapCause.STORAGE)
        if is_last:
            self._let_go(recorder)

    def _let_go(self, recorder: Recorder) -> None:
        with self._lock:
            del self._reels[recorder]
            self._clerk.follow({one.camera_id for one in self._reels})

    def _wish_of(self, recorder: Recorder, reel: Reel) -> None:
        """Nothing is kept before it is known what is to be."""
        known = self._clerk.recordings
        recording = (known or {}).get(recorder.camera_id) or CameraRecording()
        reel.wish.mode = Mode.OFF if known is None else Mode(recording.mode)
        reel.wish.pre_roll, reel.wish.post_roll = recording.pre_roll, recording.post_roll
        reel.wish.open_since = recorder.open_since
        reel.clock_offset_s = recorder.clock_offset_s
