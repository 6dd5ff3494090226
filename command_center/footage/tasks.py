"""Each few seconds, each hour and when a worker starts: what broke off is made whole."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.db import connection

from command_center.footage.missing import look_for_missing
from command_center.footage.reconciling import reconcile, reconcile_all
from command_center.outage import surviving_outages
from command_center.retention.bucket.bucket import StorageAway

EXPIRES_S = 8.0
logger = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()


@shared_task(name="footage.reconcile", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def reconcile_recent() -> None:
    """In a thread of its own: a storage that does not answer must not take those of cameras."""
    _in_its_own_thread(reconcile)


@shared_task(name="footage.reconcile_all", expires=600.0)  # type: ignore[untyped-decorator]
def reconcile_everything() -> None:
    _in_its_own_thread(_everything)


@worker_ready.connect  # type: ignore[untyped-decorator]
def _begin(**_: Any) -> None:
    _in_its_own_thread(_everything)


def _everything() -> None:
    reconcile_all()
    try:
        look_for_missing()
    except StorageAway as error:
        logger.warning("Files that are missing are not looked for: %s", error.why)


def _in_its_own_thread(do: Callable[[], object]) -> None:
    threading.Thread(target=_run, args=[do], name="reconciling", daemon=True).start()


def _run(do: Callable[[], object]) -> None:
    """Not while another of this process does; of two processes, who locks a file has it."""
    if not _one_at_a_time.acquire(blocking=False):
        return
    try:
        with surviving_outages("Reconciling recordings"):
            do()
    except Exception:
        logger.exception("Reconciling recordings failed; it is tried again.")
    finally:
        _one_at_a_time.release()
        connection.close()
