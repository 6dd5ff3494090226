"""What a venue shows blurred, and how it may be unmasked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.venues.models import Venue

USUAL_MIN, LONGEST_MIN = 15, 120


class VenueBlur(models.Model):
    """A venue without one: recordings blurred, the clip of an alert plain to whoever judges it,
    the live wall plain (data protection by default: RGPD, art. 25)."""

    venue = models.OneToOneField(Venue, models.CASCADE, primary_key=True, related_name="+")
    review_is_blurred = models.BooleanField(_("recordings are blurred in review"), default=True)
    clips_are_blurred = models.BooleanField(
        _("clips of alerts too, while they wait for a verdict"), default=False
    )
    live_is_blurred = models.BooleanField(_("live pictures too"), default=False)
    unmasking_needs_second = models.BooleanField(
        _("a second person approves each unmasking"), default=False
    )
    longest_unmasking_min = models.PositiveSmallIntegerField(
        _("longest unmasking, in minutes"), default=USUAL_MIN
    )

    class Meta:
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    longest_unmasking_min__gte=1, longest_unmasking_min__lte=LONGEST_MIN
                ),
                name="unmasking_of_two_hours_at_most",
            ),
        ]

    def __str__(self) -> str:
        return str(self.venue)


def blur_of(venue_id: int) -> VenueBlur:
    """Its own, or what a venue without one has."""
    return VenueBlur.objects.filter(pk=venue_id).first() or VenueBlur(venue_id=venue_id)
