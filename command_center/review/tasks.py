"""Searches for movement: a worker looks for those that wait, and forgets those that are over."""

import threading

from celery import shared_task
from celery.signals import worker_shutting_down

from command_center.outage import surviving_outages
from command_center.review.search.motion.searcher import forget_old, search_waiting, step_behind

EXPIRES_S = 20.0
shutting_down = threading.Event()
_one_at_a_time = threading.Lock()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]
def _stop_searching(**_: object) -> None:
    shutting_down.set()


@shared_task(name="review.search_movement", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def search_movement() -> None:
    """A worker's threads are for its cameras: this takes none of them."""
    threading.Thread(target=_search, name="movement", daemon=True).start()


def _search() -> None:
    if not _one_at_a_time.acquire(blocking=False):
        return  # the one that runs looks for more before it ends
    try:
        with surviving_outages("Searching for movement"):
            step_behind()
            forget_old()
            search_waiting(shutting_down)
    finally:
        _one_at_a_time.release()
