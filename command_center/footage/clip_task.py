"""Each second a worker looks which clips are due."""

import logging
import threading
import time
from datetime import timedelta

from celery import shared_task
from django.db import connection
from django.utils import timezone

from command_center.footage.clips import (
    cut_due,
    growing,
    next_due,
    prepare_growing,
    trace,
)
from command_center.outage import surviving_outages

LASTS = timedelta(seconds=0.85)
"""Of a second: the next round must not find this one at work."""

LOOKED_EVERY = timedelta(seconds=0.25)
"""While a clip grows: a few small questions to the database."""

EXPIRES_S = 3.0
RESTS_S = 5.0
"""After the storage took nothing."""

logger = logging.getLogger(__name__)
_only_one = threading.Lock()


@shared_task(name="footage.cut_clips", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def cut_clips() -> None:
    """A worker's threads are for its cameras: a slow storage must not occupy one of them."""
    if _only_one.acquire(blocking=False):
        threading.Thread(target=_cut, name="clips").start()


def _cut() -> None:
    try:
        with surviving_outages("Cutting clips"):
            cut_until_next_round()
    except OSError as error:
        logger.error("Clips are not cut: %s. Tried again.", error)
        time.sleep(RESTS_S)
    finally:
        connection.close()
        _only_one.release()


def cut_until_next_round() -> None:
    """What becomes due meanwhile is cut at its instant, not a second later; so is what was due when
    its alert's end became known."""
    ends_at = timezone.now() + LASTS
    cut_due()
    trace(timezone.now())
    prepare_growing(timezone.now())
    while (now := timezone.now()) < ends_at and (found := growing(now)):
        wakes_at = min(next_due(found, now) or ends_at, now + LOOKED_EVERY, ends_at)
        time.sleep(max(0.0, (wakes_at - timezone.now()).total_seconds()))
        cut_due()
