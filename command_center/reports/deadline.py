"""Within how many days of its week a report is to be frozen."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.law.confirmation import Confirmation
from command_center.people.models import Agent

KNOWN = {
    "days": 3,
    "source": "Loi n° 2023-380, art. 10, VIII (chaque semaine ; aucun délai n’y est fixé)",
    "confirmation": Confirmation.BILL,
}
"""What an installation begins with; whoever knows better enters a correction."""


class Deadline(models.Model):
    """The latest holds. A row is never changed: a correction says who, when and why."""

    days = models.PositiveSmallIntegerField(_("days after the week"))
    source = models.CharField(_("source"), max_length=500)
    confirmation = models.CharField(
        _("how far confirmed"), max_length=12, choices=Confirmation.choices
    )
    entered_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmation__in=Confirmation.values),
                name="deadline_says_how_far_it_is_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(entered_by=None) | ~models.Q(reason=""),
                name="a_corrected_deadline_has_a_reason",
            ),
        ]
        triggers = append_only("a deadline is corrected by a later one")

    def __str__(self) -> str:
        return f"{self.days}"

    def is_passed(self, week_ended_at: datetime, now: datetime) -> bool:
        return now > week_ended_at + timedelta(days=self.days)


def deadline() -> Deadline:
    """The one that holds."""
    return Deadline.objects.first() or Deadline(**KNOWN)


def enter_known(**_: object) -> None:
    """After migrating, where there is none yet."""
    if not Deadline.objects.exists():
        Deadline.objects.create(**KNOWN)
