"""What happens by itself: moments are drawn, pictures erased."""

from celery import shared_task
from django.utils import timezone

from command_center.evaluation.drawing import draw
from command_center.evaluation.erasing import erase
from command_center.outage import surviving_outages

EXPIRES_S = 300.0


@shared_task(name="evaluation.draw_moments", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def draw_moments() -> None:
    with surviving_outages("Drawing moments"):
        draw(timezone.now())


@shared_task(name="evaluation.erase_glimpses", expires=EXPIRES_S)  # type: ignore[untyped-decorator]
def erase_glimpses() -> None:
    with surviving_outages("Erasing pictures of quiet moments"):
        erase()
