"""When nobody acknowledges a situation: after how long it goes to whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.alerts.severity import Severity, severity_choices
from command_center.supervision.escalated_to import EscalatedTo, ends_once, to_somebody

LEAST_S, MOST_S = 15, 3600


class EscalationRule(EscalatedTo):
    """Several for one severity are steps: each after its own time."""

    severity = models.CharField(_("priority"), max_length=8, choices=severity_choices)
    after_s = models.PositiveIntegerField(_("after so many seconds"))

    class Meta:
        default_permissions = ()
        permissions = [("change_escalation", "Can change when and to whom is escalated")]
        ordering = ["venue", "severity", "after_s", "id"]
        constraints = [
            to_somebody("escalated_to_somebody"),
            models.CheckConstraint(
                condition=models.Q(severity__in=[one.value for one in Severity]),
                name="escalated_of_a_known_severity",
            ),
            models.CheckConstraint(
                condition=models.Q(after_s__gte=LEAST_S, after_s__lte=MOST_S),
                name="escalated_within_an_hour",
            ),
        ]
        triggers = ends_once()

    def __str__(self) -> str:
        return f"{self.severity}, {self.after_s} s: {self.to_label}"
