"""The window of an order: what is refused of it, in plain words, before PostgreSQL refuses it."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from command_center.law.local_time import shown_in
from command_center.law.month import a_month_after
from command_center.law.regime_cover import uncovered


def window_faults(
    starts_at: datetime, ends_at: datetime, zone: ZoneInfo, now: datetime
) -> Iterator[str]:
    """Each says what is wrong with the end, and which end is allowed."""
    if ends_at <= starts_at:
        yield _("The end must come after the start.")
        return
    if ends_at <= now:
        yield _("This end has passed: the order would permit nothing.")
    latest = a_month_after(starts_at, zone)
    if ends_at > latest:
        yield _(
            "An order lasts one month at most: this one until %(latest)s. "
            "What follows needs a renewal, which is an order of its own."
        ) % {"latest": shown_in(latest, zone)}
    if missing := uncovered(starts_at, ends_at):
        yield missing
