"""The task of the workers: compose the weekly reports that are due."""

from celery import shared_task

from command_center.outage import surviving_outages
from command_center.reports.due import compose_due, compose_unfrozen


@shared_task(name="reports.compose_due")  # type: ignore[untyped-decorator]  # Celery has no types
def compose_due_reports() -> None:
    with surviving_outages("Composing weekly reports"):
        compose_due()
        compose_unfrozen()
