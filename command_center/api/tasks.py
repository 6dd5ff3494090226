"""What the interface does by itself: answers that were kept for a day go."""

import logging

from celery import shared_task

from command_center.api.kept_answer import forget_old
from command_center.outage import surviving_outages

logger = logging.getLogger(__name__)


@shared_task(name="api.forget_answers")  # type: ignore[untyped-decorator]
def forget_answers() -> None:
    with surviving_outages("Forgetting what programs were answered"):
        count = forget_old()
        if count:
            logger.info("Answers to programs that were forgotten: %s", count)
