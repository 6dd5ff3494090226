"""What a legal person found out about an unusual access: kept, and never changed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.people.models import Agent

LONGEST_NOTE = 500


class Outcome(models.TextChoices):
    SEEN = "seen", _("seen, being looked into")
    EXPLAINED = "explained", _("explained")
    ABUSE = "abuse", _("not explained: passed on")


class Explanation(models.Model):
    """The latest one of an unusual access is what holds."""

    rule = models.CharField(_("rule"), max_length=40)
    subject = models.CharField(max_length=120)
    """Which unusual access: see `unusual.unusual.Unusual.subject`."""

    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    note = models.CharField(_("note"), max_length=LONGEST_NOTE)
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["rule", "subject"], name="explanation_of")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(note=""), name="explanation_says_something"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values),
                name="explanation_has_a_known_outcome",
            ),
        ]
        triggers: ClassVar = append_only("what was found out about an access is kept")

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}: {self.outcome}"
