"""Set when this worker is told to end: a warm shutdown waits for its tasks, and what runs in a
thread of its own ends between two steps."""

import threading

from celery.signals import worker_shutting_down

shutting_down = threading.Event()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]
def _tell(**_: object) -> None:
    shutting_down.set()
