"""Whether a regime is in force during the whole of an order, and what to do where none is."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import formats
from django.utils.translation import gettext as _

from command_center.law.models import Regime

PARIS = ZoneInfo("Europe/Paris")
"""Laws count their days by its clock."""


def regime_instants() -> list[tuple[datetime, datetime]]:
    """When a regime is in force: starts and exclusive ends, in their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT law_regime_instants()")
        given: Any = cursor.fetchone()[0]
    return [(one.lower, one.upper) for one in given]


def uncovered(starts_at: datetime, ends_at: datetime) -> str:
    """Why analysis cannot be ordered for this window; empty where it can."""
    in_force = regime_instants()
    until = next((end for start, end in in_force if start <= starts_at < end), None)
    if until is None:
        return _none_at(starts_at, [start for start, _ in in_force])
    return "" if ends_at <= until else _ends_at(until)


def _none_at(starts_at: datetime, starts: list[datetime]) -> str:
    told = _("No regime is in force on %(day)s: analysis cannot be ordered for then.")
    text = told % {"day": _day(starts_at)}
    later = [start for start in starts if start > starts_at]
    if later:
        text += " " + _("The next one begins on %(day)s.") % {"day": _day(min(later))}
    return text


def _ends_at(until: datetime) -> str:
    last_day = (until - timedelta(microseconds=1)).astimezone(PARIS).date()
    ending = Regime.objects.standing().filter(applies=True, last_day=last_day)
    told = _("The regime ends with %(day)s (%(regime)s), and no other follows it at once.")
    names = ", ".join(ending.values_list("name", flat=True))
    return told % {"day": formats.date_format(last_day, "DATE_FORMAT"), "regime": names}


def _day(at: datetime) -> str:
    return formats.date_format(at.astimezone(PARIS).date(), "DATE_FORMAT")
