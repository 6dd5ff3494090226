"""Where the public page of a venue is reached from outside."""

from django.http import HttpRequest
from django.urls import reverse

from command_center.notices.contact import contact_of
from command_center.venues.models import Venue


def public_address(request: HttpRequest, venue: Venue) -> str:
    """The one entered with the contact; else by the host that was asked (ALLOWED_HOSTS)."""
    path, contact = reverse("notice", args=[venue.pk]), contact_of(venue)
    if contact and contact.public_address:
        return contact.public_address.rstrip("/") + path
    return request.build_absolute_uri(path)
