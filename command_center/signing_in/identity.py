"""Who an agent is at a provider elsewhere: entered by an administrator, never by the provider."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent


class Identity(models.Model):
    """By subject, or by e-mail until the first sign-in, which fixes the subject: an address may be
    given to somebody else one day."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="identities")
    provider = models.CharField(_("provider"), max_length=40)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    entered_by = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["provider", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(subject="", email=""), name="identity_says_who"
            ),
            models.UniqueConstraint(
                "provider",
                "subject",
                condition=~models.Q(subject=""),
                name="identity_subject_is_one_agent",
            ),
            models.UniqueConstraint(
                "provider",
                models.functions.Lower("email"),
                condition=~models.Q(email=""),
                name="identity_email_is_one_agent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.subject or self.email}"
