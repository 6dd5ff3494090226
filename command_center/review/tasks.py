"""Searches for movement: a worker looks for those that wait, and forgets those that are over."""

import threading

from celery import shared_task

from command_center.outage import surviving_outages
from command_center.review.search.motion.searcher import forget_old, search_waiting, step_behind
from command_center.shutting_down import shutting_down

EXPIRES_S = 20.0
_one_at_a_time = threading.Lock()


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
