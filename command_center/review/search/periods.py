"""The periods that a search offers, counted anew whenever it is run."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from command_center.law.models import Order
from command_center.people.reach import Reach
from command_center.venues.models import Camera, Venue

LAST = {"1h": timedelta(hours=1), "24h": timedelta(hours=24), "7d": timedelta(days=7)}
TONIGHT, MATCH, BETWEEN, ALWAYS = "tonight", "match", "between", "always"
USUAL = "24h"
PERIODS = [
    ("1h", _("Last hour")),
    (TONIGHT, _("Tonight")),
    (MATCH, _("This match")),
    ("24h", _("24 hours")),
    ("7d", _("7 days")),
    (BETWEEN, _("Between two times")),
    (ALWAYS, _("All that is kept")),
]
EVENING, MORNING = time(18), time(6)

Period = tuple[datetime | None, datetime | None]


class NoMatch(LookupError):
    """No order has begun there."""


def tonight(now: datetime, zone: ZoneInfo) -> Period:
    """From six in the evening to six in the morning, by the clock of the place; by day, of the
    night before."""
    local = now.astimezone(zone)
    day = local.date() if local.time() >= EVENING else local.date() - timedelta(days=1)
    until = datetime.combine(day + timedelta(days=1), MORNING, zone)
    return datetime.combine(day, EVENING, zone), until


def match(now: datetime, reach: Reach, venue: int | None) -> Period:
    """The windows of the orders that run, or else of the one that began last.

    Raises `NoMatch`.
    """
    begun = Order.objects.filter(reach.of("venue_id"), starts_at__lte=now)
    begun = begun.filter(venue_id=venue) if venue else begun
    running = begun.filter(ends_at__gt=now).aggregate(since=Min("starts_at"), until=Max("ends_at"))
    if running["since"]:
        return running["since"], running["until"]
    last = begun.order_by("-starts_at").first()
    if last is None:
        raise NoMatch
    return last.starts_at, last.ends_at


def zone_of(reach: Reach, venue: int | None, camera: int | None) -> ZoneInfo:
    """By the clock of which place times are meant: the venue's, the camera's, or the only one's
    that there is; else the site's."""
    found = Venue.objects.filter(reach.of("pk"))
    if camera:
        found = found.filter(pk__in=Camera.objects.filter(pk=camera).values("venue_id"))
    elif venue:
        found = found.filter(pk=venue)
    zones = set(found.order_by().values_list("time_zone", flat=True).distinct()[:2])
    return ZoneInfo(zones.pop() if len(zones) == 1 else settings.TIME_ZONE)
