"""That a person left, when, why, and who entered it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.people.models import Agent


class Leaving(models.Model):
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="leavings")
    reason = models.CharField(_("reason"), max_length=300)
    entered_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(entered_by=models.F("agent")),
                name="leaving_is_entered_by_somebody_else",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="leaving_has_a_reason"),
        ]
        triggers: ClassVar = append_only("leavings are kept: who had access must stay known")

    def __str__(self) -> str:
        return f"{self.agent}: {self.reason}"
