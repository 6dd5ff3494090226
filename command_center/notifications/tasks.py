"""Each second: what is new goes into the outbox, and what is due is sent."""

import threading
from datetime import timedelta

from celery import shared_task
from django.db import connection
from django.utils import timezone

from command_center.notifications.delivery import Delivery
from command_center.notifications.entering import enter_new
from command_center.notifications.running import start_due
from command_center.notifications.site_troubles import look_for_troubles
from command_center.notifications.trouble import Trouble
from command_center.outage import surviving_outages

EXPIRES_S = 3.0
KEPT_FOR = timedelta(days=31)
_only_one = threading.Lock()


@shared_task(name="notifications.send", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def send() -> None:
    """A worker's threads are for its cameras: this takes one for some milliseconds."""
    if not _only_one.acquire(blocking=False):
        return
    try:
        with surviving_outages("Notifying"):
            enter_new()
            start_due()
    finally:
        _only_one.release()
        connection.close()


@shared_task(name="notifications.look", expires=10.0)  # type: ignore[untyped-decorator]
def look() -> None:
    """For troubles of the site."""
    try:
        with surviving_outages("Looking for troubles of the site"):
            look_for_troubles()
    finally:
        connection.close()


@shared_task(name="notifications.tidy", expires=600.0)  # type: ignore[untyped-decorator]
def tidy() -> None:
    """The log of deliveries is kept for a month, as what it is about."""
    try:
        with surviving_outages("Tidying the log of deliveries"):
            old = timezone.now() - KEPT_FOR
            Delivery.objects.filter(entered_at__lt=old).exclude(settled_at=None).delete()
            Trouble.objects.filter(ended_at__lt=old).delete()
    finally:
        connection.close()
