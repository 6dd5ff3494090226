"""Until when images that a request is about can still be there."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from command_center.law.month import a_month_after
from command_center.rights_desk.models import RightsRequest

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Erased:
    """`at`: at the latest then (CSI, L252-5); `is_past`: nothing can be left."""

    at: datetime
    is_past: bool


def images_erased_by(request: RightsRequest) -> Erased | None:
    """By the end of what it is about, else its beginning; None where it names no time."""
    latest = request.until_at or request.from_at
    if latest is None:
        return None
    zone = ZoneInfo(request.venue.time_zone) if request.venue else PARIS
    at = a_month_after(latest, zone)
    return Erased(at, at <= timezone.now())
