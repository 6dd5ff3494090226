"""Each minute each worker looks whether footage lies where it did, and tells the others."""

import json
import logging
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from celery.signals import worker_ready
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from command_center.outage import surviving_outages
from command_center.retention.disk_alarm import Alarm
from command_center.retention.folder import footage_folder
from command_center.retention.storage_mark import Storage, storage
from command_center.streams.spared_redis import spared_redis

KEY = "footage:storages"
EVERY_S = 60.0
HOLDS_S = 180.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lost:
    """What a machine has in place of the storage, and where."""

    machine: str
    storage: Storage
    folder: str


@worker_ready.connect  # type: ignore[untyped-decorator]
def _begin(**_given: object) -> None:
    threading.Thread(target=_look_on, name="storage", daemon=True).start()


def _look_on() -> None:
    """In a thread of its own: a mount that hangs must keep nobody else."""
    while True:
        try:
            with surviving_outages("Looking for the storage of footage"):
                look()
        except Exception:
            logger.exception("The storage of footage could not be looked at; it is tried again.")
        connection.close()
        time.sleep(EVERY_S)


def look() -> Storage:
    """And tell it."""
    try:
        seen = storage()
    except OSError as error:
        logger.error("The folder of footage cannot be read: %s", error)
        seen = Storage.UNMARKED
    if seen is not Storage.KNOWN:
        logger.error("The folder of footage %s %s.", footage_folder(), seen.label)
    machine, folder = socket.gethostname(), str(footage_folder())
    told = json.dumps([time.time(), seen.value, machine, folder])
    place = f"{machine} {folder}"
    spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.hset(KEY, place, told))
    return seen


def lost_storages() -> list[Lost]:
    """As machines told it within the last minutes."""
    told = spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.hgetall(KEY))
    found = []
    for _place, text in sorted((told or {}).items()):
        with suppress(ValueError):
            at_s, seen, machine, folder = json.loads(text)
            if time.time() - at_s < HOLDS_S and seen != Storage.KNOWN:
                found.append(Lost(machine, Storage(seen), folder))
    return found


def storage_alarms() -> list[Alarm]:
    text = _(
        "On %(machine)s the folder of footage (%(folder)s) %(seen)s. What is recorded goes there "
        "meanwhile, and nothing is erased. Mount its disk; if this is the new storage, run "
        "“manage.py footage_storage --accept” there."
    )
    return [
        Alarm(
            "high",
            text % {"machine": one.machine, "folder": one.folder, "seen": one.storage.label},
        )
        for one in lost_storages()
    ]
