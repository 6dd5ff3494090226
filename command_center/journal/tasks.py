"""What the journal does by itself, on time."""

import logging
from collections.abc import Callable

from celery import shared_task

from command_center.journal.checkpoint import checkpoint
from command_center.journal.consultation import end_lost
from command_center.journal.continuity import BrokenLog
from command_center.journal.discrepancy import found_broken, unsettled
from command_center.journal.public_key import KeyRefused
from command_center.journal.sequencing import sequence

logger = logging.getLogger(__name__)


@shared_task(name="journal.sequence")  # type: ignore[untyped-decorator]
def sequence_entries() -> None:
    end_lost()
    _unless_broken(sequence)


@shared_task(name="journal.checkpoint")  # type: ignore[untyped-decorator]
def sign_checkpoint() -> None:
    if doubt := unsettled():
        logger.error("Journal: the log is broken since %s: %s", doubt.found_at, doubt.why)
    _unless_broken(checkpoint)


def _unless_broken(work: Callable[[], object]) -> None:
    """While it is broken it is tried again: each time it must be as broken as before."""
    try:
        work()
    except BrokenLog as error:
        found_broken(str(error))
    except KeyRefused as refusal:
        logger.error("Journal: no checkpoint is signed: %s", refusal)
