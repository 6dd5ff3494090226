"""Thresholds of the rules for unusual access: data, corrected by a new row with its reason."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.people.models import Agent


class Threshold(models.Model):
    """The latest one of a rule and name holds; without one, the default that its rule names."""

    rule = models.CharField(_("rule"), max_length=40)
    name = models.CharField(max_length=40)
    value = models.PositiveIntegerField(_("value"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="threshold_has_a_reason"),
        ]
        triggers: ClassVar = append_only("a threshold is corrected by a new one")

    def __str__(self) -> str:
        return f"{self.rule}, {self.name}: {self.value}"


def corrections() -> dict[tuple[str, str], Threshold]:
    """By rule and name, the latest."""
    latest = Threshold.objects.order_by("rule", "name", "-id").distinct("rule", "name")
    return {(one.rule, one.name): one for one in latest.select_related("by")}
