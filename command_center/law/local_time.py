"""Times as people say them at a venue: to the minute, by its clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats, translation
from django.utils.translation import gettext as _

MINUTE = "%Y-%m-%dT%H:%M"
"""As an HTML field of type datetime-local gives it."""

YEARS = range(2000, 2101)
"""Beyond them a slip of the finger, and soon beyond what a calendar can count."""


class TimeRefused(ValueError):
    """A local time that is no instant, or two; the message says what to do."""


def instant(typed: datetime, zone: ZoneInfo) -> datetime:
    """The one instant at which the clocks of `zone` show the naive time `typed`."""
    if typed.year not in YEARS:
        raise TimeRefused(_("Check the year: %(year)s.") % {"year": typed.year})
    early, late = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    told = {"time": shown(early), "zone": zone.key}
    if local(early.astimezone(UTC), zone) != typed:
        raise TimeRefused(
            _("%(time)s does not exist in %(zone)s: the clocks go forward there. Say another time.")
            % told
        )
    raise TimeRefused(
        _("%(time)s comes twice in %(zone)s: the clocks go back there. Say another time.") % told
    )


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of `zone` show at the instant; naive, as `instant` takes it."""
    return at.astimezone(zone).replace(tzinfo=None)


def entered(at: datetime, zone: ZoneInfo) -> str:
    """As a field of a form shows the instant."""
    return local(at, zone).strftime(MINUTE)


def shown(at: datetime) -> str:
    """In the reader's language, by the clock that `at` carries."""
    return formats.date_format(at, "SHORT_DATETIME_FORMAT")


def shown_in(at: datetime, zone: ZoneInfo) -> str:
    """As `shown`, by the clock of `zone`, which is named."""
    return f"{shown(at.astimezone(zone))} ({zone.key})"


def span(length: timedelta) -> str:
    """Days, hours and minutes, as people say them; nothing below a minute."""
    minutes = int(length.total_seconds() // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    told = [
        translation.ngettext("%(count)s day", "%(count)s days", days) % {"count": days},
        translation.ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours},
        translation.ngettext("%(count)s minute", "%(count)s minutes", minutes % 60)
        % {"count": minutes % 60},
    ]
    parts = [text for text, count in zip(told, (days, hours, minutes % 60), strict=True) if count]
    return " ".join(parts) or told[2]
