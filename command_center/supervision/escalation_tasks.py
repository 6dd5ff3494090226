"""Each five seconds a worker looks what is to be escalated."""

import logging
import threading

import redis
from celery import shared_task
from django.db import connection

from command_center.outage import surviving_outages
from command_center.supervision.desk_checking import check_desks
from command_center.supervision.escalating import escalate

EXPIRES_S = 5.0
logger = logging.getLogger(__name__)
_only_one = threading.Lock()


@shared_task(name="supervision.escalate", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def escalate_due() -> None:
    if not _only_one.acquire(blocking=False):
        return
    try:
        with surviving_outages("Escalating"):
            escalate()
            check_desks()
    except redis.RedisError as error:
        logger.warning("Whether anybody is at the desk is not known: %s", error)
    finally:
        _only_one.release()
        connection.close()
