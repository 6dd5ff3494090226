"""One search for movement: what is asked, how far it has come, what it found; forgotten soon."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent
from command_center.venues.models import Camera

LONGEST = timedelta(hours=24)
KEPT_FOR = timedelta(hours=1)
"""No profile of what moves where is to grow out of searches."""


class State(models.TextChoices):
    WAITING = "waiting", _("waits for its turn")
    RUNNING = "running", _("searching")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")
    FAILED = "failed", _("could not go on")


class MovementSearch(models.Model):
    """Holds no picture, and nothing of anybody: times, and how much of the area was otherwise.

    `area`: [[x, y], …] of the picture, 0..1. `reached`: all before it is searched, so that another
    worker goes on from there. `movements`: [[from_ms, until_ms, strength], …], strength in
    thousandths of the area. `beaten_at`: when its worker last said that it lives.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="+")
    camera = models.ForeignKey(Camera, models.CASCADE, related_name="+")
    since = models.DateTimeField(_("start"))
    until = models.DateTimeField(_("end"))
    area = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    beaten_at = models.DateTimeField(null=True)
    reached = models.DateTimeField(null=True)
    movements = models.JSONField(default=list)
    pictures = models.PositiveIntegerField(default=0)
    recorded_s = models.FloatField(default=0)
    worked_s = models.FloatField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("since"))
                & models.Q(until__lte=models.F("since") + LONGEST),
                name="movement_is_searched_in_a_day_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="movement_search_has_a_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}"

    @property
    def goes_on(self) -> bool:
        return self.state in {State.WAITING, State.RUNNING}
