"""Who entered it and when; who revoked it, when and why."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from command_center.people.agent import Agent
from command_center.people.telling import tell_changed


class Revocable(models.Model):
    """The beginning of a row that `entered_once` guards. Whoever entered it is not the agent
    it is about; nobody entered what the demonstration brings."""

    entered_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    revoked_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entered_by=None) | ~models.Q(entered_by=models.F("agent")),
                name="%(class)s_is_entered_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | (
                    models.Q(revoked_at__isnull=False, revoked_by__isnull=False)
                    & ~models.Q(revoked_reason="")
                ),
                name="%(class)s_is_revoked_by_somebody_for_a_reason",
            ),
        ]

    def revoke(self, by: Agent, reason: str) -> bool:
        """From now on, and for good; False where it was revoked already."""
        valid = type(self)._default_manager.filter(pk=self.pk, revoked_at=None)
        is_revoked = valid.update(revoked_at=Now(), revoked_by=by, revoked_reason=reason)
        tell_changed(self.agent_id)  # type: ignore[attr-defined]
        return bool(is_revoked)
