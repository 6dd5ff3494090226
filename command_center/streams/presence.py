"""A worker says that it lives and what it can do, and stores what it could not store before."""

import logging
import threading
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from command_center.alerts.delivery import Delivery
from command_center.leases.models import Worker
from command_center.outage import surviving_outages

SAID_EVERY_S = 1.0
FORGOTTEN_AFTER = timedelta(days=7)
"""A worker that died is shown as gone, but not for ever."""

logger = logging.getLogger(__name__)


class Presence:
    """Runs in a thread of its own until the worker shuts down."""

    def __init__(self, name: str, queues: Iterable[str], capacity: int, delivery: Delivery) -> None:
        self._name = name
        self._can = {"queues": sorted(queues), "capacity": capacity}
        self._delivery = delivery

    def run(self, shutting_down: threading.Event) -> None:
        try:
            while not shutting_down.wait(SAID_EVERY_S):
                with surviving_outages(f"Worker {self._name}"):
                    self._say()
                    self._delivery.deliver_waiting()
            with surviving_outages(f"Worker {self._name}"):
                Worker.objects.filter(name=self._name).delete()
        finally:
            connection.close()

    def _say(self) -> None:
        here = {**self._can, "seen_at": Now()}
        Worker.objects.update_or_create(name=self._name, defaults=here)
        Worker.objects.filter(seen_at__lt=Now() - FORGOTTEN_AFTER).delete()
