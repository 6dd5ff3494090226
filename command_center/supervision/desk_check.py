"""Whether anybody is at the desk of a venue: what the venue asks for, and what was missed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.supervision.escalated_to import EscalatedTo, ends_once, to_somebody
from command_center.supervision.escalation import only_ends

LEAST_MIN, MOST_MIN = 2, 120


class DeskCheck(EscalatedTo):
    """Of one venue. `every_min`: so long without any input, and the page asks; None: only whether a
    page is open is looked at."""

    every_min = models.PositiveIntegerField(_("after so many minutes"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["venue", "id"]
        constraints = [
            to_somebody("desk_check_tells_somebody"),
            models.CheckConstraint(
                condition=models.Q(venue__isnull=False), name="desk_check_of_a_venue"
            ),
            models.CheckConstraint(
                condition=models.Q(every_min=None)
                | models.Q(every_min__gte=LEAST_MIN, every_min__lte=MOST_MIN),
                name="desk_check_within_two_hours",
            ),
            models.UniqueConstraint(
                fields=["venue"], condition=models.Q(ended_at=None), name="one_desk_check_a_venue"
            ),
        ]
        triggers = ends_once()

    def __str__(self) -> str:
        return f"{self.venue}: {self.every_min} min"


class Why(models.TextChoices):
    UNANSWERED = "unanswered", _("Nobody at the desk has answered.")
    UNATTENDED = "unattended", _("No page of an operator is open at the desk.")


class DeskAlarm(models.Model):
    """From when nobody was there until somebody was, or no order is in force any more."""

    check_of = models.ForeignKey(DeskCheck, models.PROTECT, related_name="alarms")
    venue = models.BigIntegerField()
    why = models.CharField(max_length=12, choices=Why.choices)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(why__in=Why.values), name="desk_alarm_says_why"
            ),
            models.UniqueConstraint(
                fields=["venue"], condition=models.Q(ended_at=None), name="one_desk_alarm_a_venue"
            ),
        ]
        triggers = only_ends("when nobody was there stays known")

    def __str__(self) -> str:
        return f"{self.venue}: {self.why}"
