"""A link, handed over once, by which a person sets their own password."""

from django.db import models

from command_center.people.models import Agent


class Invitation(models.Model):
    """The link's token is not kept: its digest is."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="invitations")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(made_by=models.F("agent")),
                name="invitation_is_made_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent}, until {self.ends_at:%Y-%m-%d %H:%M}"
