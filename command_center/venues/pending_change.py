"""Changes that weaken a guarantee: two people make them."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent


class PendingChange(models.Model):
    """A change that weakens a guarantee, waiting for a second administrator; kept once decided."""

    camera = models.ForeignKey("venues.Camera", models.PROTECT, related_name="pending_changes")
    based_on = models.PositiveIntegerField(_("version"))
    setup = models.JSONField(_("set-up"))
    author = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("proposed at"))
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    is_accepted = models.BooleanField(_("accepted"), null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["camera"],
                condition=models.Q(decided_at__isnull=True),
                name="one_pending_change_a_camera",
            ),
            models.CheckConstraint(
                condition=models.Q(is_accepted=True, decided_by=models.F("author"), _negated=True),
                name="nobody_accepts_their_own_change",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="pending_change_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decision_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.camera}, {self.at}"
