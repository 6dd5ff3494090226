"""Every few seconds a worker looks whether an extract is to be made."""

import logging
import threading

from celery import shared_task
from django.db import connection

from command_center.extracts.making import make_released
from command_center.outage import surviving_outages

EXPIRES_S = 5.0
logger = logging.getLogger(__name__)
_only_one = threading.Lock()


@shared_task(name="extracts.make", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def make_in_its_own_thread() -> None:
    """A worker's threads are for its cameras: an hour of pictures must not occupy one of them."""
    if not _only_one.locked():
        threading.Thread(target=_make, name="extracts").start()


def _make() -> None:
    with _only_one, surviving_outages("Making extracts"):
        try:
            if made := make_released():
                logger.info("Extracts made: %s", made)
        finally:
            connection.close()
