"""Which stretch of time a page or a player asks for: milliseconds since 1970, as browsers count."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import BadRequest
from django.http import HttpRequest

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stretch:
    since: datetime
    until: datetime


def asked_stretch(request: HttpRequest, longest: timedelta) -> Stretch:
    """From `from` and `until` of the address; raises `BadRequest` for what is none, or longer."""
    stretch = Stretch(instant(request, "from"), instant(request, "until"))
    if not timedelta(0) < stretch.until - stretch.since <= longest:
        raise BadRequest(f"Ask for a stretch of at most {longest.total_seconds():.0f} s.")
    return stretch


def instant(request: HttpRequest, name: str) -> datetime:
    try:
        at = datetime.fromtimestamp(int(request.GET.get(name, "")) / 1000, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BadRequest(f"“{name}” is to be milliseconds since 1970.") from error
    if not EARLIEST <= at <= LATEST:
        raise BadRequest(f"“{name}” is no time that this system knows.")
    return at
