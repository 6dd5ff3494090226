"""Sessions that are open: whose, since when, from where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent


class OpenSession(models.Model):
    """Beside Django's own row, which knows neither its agent nor its device."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    address = models.GenericIPAddressField(_("address"), null=True)
    browser = models.CharField(_("browser"), max_length=80, blank=True)
    signed_in_at = models.DateTimeField(_("signed in"))
    seen_at = models.DateTimeField(_("last used"))

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.agent}: {self.browser}, {self.address}"
