"""Each minute a worker looks whether something is over age."""

import logging
import threading

from celery import shared_task
from django.db import connection

from command_center.outage import surviving_outages
from command_center.retention import storage_watch  # noqa: F401 - begins with a worker
from command_center.retention.bucket import task as bucket_task  # noqa: F401 - Celery finds it
from command_center.retention.erasing.room import make_room
from command_center.retention.erasing.run import erase
from command_center.shutting_down import shutting_down

EXPIRES_S = 50.0
logger = logging.getLogger(__name__)


@shared_task(name="retention.erase", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def erase_in_its_own_thread() -> None:
    """A worker's threads are for its cameras: a million rows must not occupy one of them."""
    threading.Thread(target=_erase, name="erasure").start()


def _erase() -> None:
    """Ends between two batches when the worker shuts down."""
    with surviving_outages("Erasure"):
        try:
            erased = erase(shutting_down)
        finally:
            connection.close()
        if erased and (erased.rows or erased.files):
            logger.info("Erased: %s rows, %s files.", erased.rows, erased.files)


@shared_task(name="retention.make_room", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def make_room_in_its_own_thread() -> None:
    threading.Thread(target=_make_room, name="room").start()


def _make_room() -> None:
    with surviving_outages("Looking at the disk"):
        try:
            room = make_room(shutting_down)
        finally:
            connection.close()
        if room and room.gone:
            logger.warning("The disk was full: %s recordings went early.", room.gone)
