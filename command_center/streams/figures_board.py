"""The figures of all that one worker watches, and where they lie in Redis."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from command_center.streams.figures import Figures

BEAT_KEY = "beat:figures"
EVERY_CAMERA, EVERY_WORKER = "camera:*:figures", "worker:*:figures"


def camera_key(camera_id: int) -> str:
    return f"camera:{camera_id}:figures"


def history_key(camera_id: int) -> str:
    """A list of `Point`, the oldest first."""
    return f"camera:{camera_id}:history"


def worker_key(worker: str) -> str:
    return f"worker:{worker}:figures"


class FiguresBoard:
    """A watch shows its figures here as long as it lasts."""

    def __init__(self) -> None:
        self._shown: list[Figures] = []
        self._lock = threading.Lock()

    @contextmanager
    def showing(self, figures: Figures) -> Iterator[None]:
        with self._lock:
            self._shown.append(figures)
        try:
            yield
        finally:
            with self._lock:
                self._shown.remove(figures)

    def shown(self) -> list[Figures]:
        with self._lock:
            return list(self._shown)


figures_board = FiguresBoard()
"""This worker's."""
