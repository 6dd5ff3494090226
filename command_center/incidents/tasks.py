"""What the room does by itself, once an hour."""

import logging

from celery import shared_task

from command_center.incidents.erasing import erase_over_age
from command_center.outage import surviving_outages

logger = logging.getLogger(__name__)


@shared_task(name="incidents.erase")  # type: ignore[untyped-decorator]
def erase_incidents() -> None:
    with surviving_outages("Erasing incidents"):
        count = erase_over_age()
        if count:
            logger.info("Incidents that were erased: %s.", count)
