"""Gaps go with what was recorded before them: alone they say nothing, and would stay for ever."""

from celery import shared_task
from django.db.models import Exists, OuterRef

from command_center.footage.models import Gap, Segment
from command_center.outage import surviving_outages


@shared_task(name="footage.erase_gaps", expires=600)  # type: ignore[untyped-decorator]
def erase_gaps() -> None:
    with surviving_outages("Erasing gaps"):
        erase_lone_gaps()


def erase_lone_gaps() -> int:
    """Those before which nothing of their camera is recorded any more. How many."""
    before = Segment.objects.filter(camera=OuterRef("camera"), began_at__lt=OuterRef("began_at"))
    count, _of_each = Gap.objects.filter(~Exists(before)).delete()
    return count
