"""The tasks of the workers: hand cameras out, watch one."""

import logging
import threading
from functools import cache
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from celery.utils.nodenames import worker_direct
from django.conf import settings

from command_center.brief_connection import brief_connection
from command_center.leases.lease import take
from command_center.leases.placement import few_for_each, free_cameras, loads, place
from command_center.outage import surviving_outages
from command_center.shutting_down import shutting_down
from command_center.streams.camera_states import note_unwatched
from command_center.streams.figures_board import figures_board
from command_center.streams.figures_told import FiguresTeller, note_beat
from command_center.streams.free_memory import FreeMemory
from command_center.streams.presence import Presence
from command_center.streams.station import Station, new_station
from command_center.streams.watch import watch_camera

OFFER_EXPIRES_S = 3.0
"""An offer that its worker does not take up in time is void: it is made again, not piled up."""

logger = logging.getLogger(__name__)


@cache
def station(worker: str) -> Station:
    return new_station(settings.STATE_DIR, worker)


@worker_ready.connect
def _begin_presence(sender: Any, **_: object) -> None:
    """One thread fewer than there are: handing out needs one as well."""
    here = station(sender.hostname)
    queues = [queue.name for queue in sender.task_consumer.queues]
    presence = Presence(sender.hostname, queues, sender.pool.limit - 1, here.delivery)
    teller = FiguresTeller(sender.hostname, figures_board, settings.STATE_DIR)
    parts = {
        "presence": presence,
        "figures": teller,
        "keeper": here.keeper,
        "free memory": FreeMemory(),
    }
    for name, part in parts.items():
        threading.Thread(target=part.run, args=[shutting_down], name=name).start()


@shared_task(name="streams.hand_out_cameras", expires=OFFER_EXPIRES_S)
def hand_out_cameras() -> None:
    """Offer every camera that nobody watches to the worker that is to have it."""
    with surviving_outages("Handing out cameras"):
        free = free_cameras()
        offers = list(place(free, loads()))
        note_unwatched({one.camera_id for one in free} - {offer.camera_id for offer in offers})
        for offer in few_for_each(offers):
            watch.apply_async(
                (offer.camera_id, offer.cost),
                queue=worker_direct(offer.worker),
                expires=OFFER_EXPIRES_S,
            )
    note_beat()


@shared_task(name="streams.watch", bind=True)
def watch(self: Any, camera_id: int, cost: float) -> None:
    """Watch one camera until it is changed, switched off, or this worker shuts down.

    `cost` in cores, as it was measured last.
    """
    if shutting_down.is_set():
        return
    with surviving_outages(f"Camera {camera_id}"):
        with brief_connection():
            lease = take(camera_id, self.request.hostname or "", cost)
        if lease is None:
            return
        try:
            watch_camera(camera_id, lease, station(self.request.hostname or ""))
        finally:
            with surviving_outages(f"Camera {camera_id}"), brief_connection():
                lease.give_up()
