"""Whom the public asks, venue by venue."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent
from command_center.venues.models import Venue


class Contact(models.Model):
    """Where rights are exercised for a venue; without one no notice is published. What the public
    was told at a time is kept in the notice, not here."""

    venue = models.OneToOneField(Venue, models.CASCADE, related_name="contact")
    name = models.CharField(_("service or office"), max_length=200)
    address = models.TextField(_("postal address"), max_length=400)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    data_protection_officer = models.CharField(_("data protection officer"), max_length=300)
    public_address = models.CharField(
        _("address of this site, as the public reaches it"),
        max_length=200,
        blank=True,
        validators=[URLValidator(["https", "http"])],
        help_text=_("Where the QR code leads: https://vigie.example.fr. Empty: as you see it now."),
    )
    changed_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"\S", address__regex=r"\S"),
                name="a_contact_has_a_name_and_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def lines(self) -> tuple[str, ...]:
        """As on an envelope, then how else to reach it."""
        told = (self.name, *self.address.splitlines(), self.email, self.phone)
        return tuple(line.strip() for line in told if line.strip())


def contact_of(venue: Venue) -> Contact | None:
    return Contact.objects.filter(venue=venue).first()
