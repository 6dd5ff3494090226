"""The tasks of the workers: hand cameras out, watch one."""

import logging
import threading

from celery import shared_task
from celery.signals import worker_shutting_down

from command_center.streams.leases import Lease, is_leased
from command_center.streams.watch import watch_camera
from command_center.venues.models import Camera

HANDED_OUT_EVERY_S = 2.0
OFFER_EXPIRES_S = 6.0
"""An offer that no worker takes up in time is void: it is made again, not piled up."""

logger = logging.getLogger(__name__)
shutting_down = threading.Event()


@worker_shutting_down.connect
def _stop_watching(**_: object) -> None:
    """A warm shutdown waits for its tasks: they end because of this."""
    shutting_down.set()


@shared_task(name="streams.hand_out_cameras", expires=HANDED_OUT_EVERY_S)
def hand_out_cameras() -> None:
    """Offer every camera that nobody watches to the workers."""
    for camera_id in Camera.objects.filter(is_enabled=True).values_list("pk", flat=True):
        if not is_leased(camera_id):
            watch.apply_async((camera_id,), expires=OFFER_EXPIRES_S)


@shared_task(name="streams.watch")
def watch(camera_id: int) -> None:
    """Watch one camera until it is changed, switched off, or this worker shuts down."""
    lease = Lease(camera_id)
    if shutting_down.is_set() or not lease.take():
        return
    try:
        watch_camera(camera_id, lease, shutting_down)
    finally:
        lease.give_up()
