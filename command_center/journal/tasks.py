"""What the journal does by itself, on time."""

from celery import shared_task

from command_center.journal.checkpoint import checkpoint
from command_center.journal.consultation import end_lost
from command_center.journal.sequencing import sequence


@shared_task(name="journal.sequence")  # type: ignore[untyped-decorator]
def sequence_entries() -> None:
    end_lost()
    sequence()


@shared_task(name="journal.checkpoint")  # type: ignore[untyped-decorator]
def sign_checkpoint() -> None:
    checkpoint()
