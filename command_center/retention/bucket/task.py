"""Every few seconds a worker looks whether something is to be moved to the bucket."""

import logging
import threading

from celery import shared_task
from django.db import connection

from command_center.outage import surviving_outages
from command_center.retention.bucket.bucket import bucket
from command_center.retention.bucket.moving import move_due
from command_center.shutting_down import shutting_down

EXPIRES_S = 8.0
logger = logging.getLogger(__name__)
_only_one = threading.Lock()


@shared_task(name="retention.move_to_bucket", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def move_in_its_own_thread() -> None:
    """A worker's threads are for its cameras: a slow bucket must not occupy one of them."""
    if bucket() is not None and _only_one.acquire(blocking=False):
        threading.Thread(target=_move, name="bucket").start()


def _move() -> None:
    try:
        with surviving_outages("Moving to the bucket"):
            if moved := move_due(stop=shutting_down):
                logger.info("Moved to the bucket: %s files.", moved)
    except Exception:
        logger.exception("Moving to the bucket failed; it is tried again.")
    finally:
        connection.close()
        _only_one.release()
