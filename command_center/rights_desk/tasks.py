"""What the desk does by itself, once a day."""

import logging

from celery import shared_task
from django.utils import timezone

from command_center.outage import surviving_outages
from command_center.rights_desk.wiping import wipe_old_contacts

logger = logging.getLogger(__name__)


@shared_task(name="rights_desk.wipe_old_contacts")  # type: ignore[untyped-decorator]
def wipe_old_contacts_daily() -> None:
    with surviving_outages("Forgetting who asked"):
        count = wipe_old_contacts(timezone.now())
        if count:
            logger.info("Requests whose requester was forgotten: %s", count)
