"""Addresses of the same figures of another time."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from command_center.statistics.period import UNIT_LABELS, Period, Unit

DAY = timedelta(days=1)
KEYS = {Unit.DAY: "d", Unit.WEEK: "w", Unit.MONTH: "m"}


@dataclass(frozen=True, slots=True)
class Link:
    """`key`: which does the same; empty for none."""

    label: str
    query: str
    key: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """`earlier`, `later`: None where there is nothing to turn to."""

    units: tuple[Link, ...]
    earlier: Link | None
    later: Link | None


def links(asked: QueryDict, period: Period, today: date) -> Links:
    day = min(max(period.first_day, today), period.last_day)
    units = tuple(
        Link(str(UNIT_LABELS[unit]), _query(asked, unit, day), key, unit is period.unit)
        for unit, key in KEYS.items()
    )
    if period.unit not in KEYS:
        return Links(units, None, None)
    later = None
    if period.last_day < today:
        later = Link(_("Later"), _query(asked, period.unit, period.last_day + DAY), "ArrowRight")
    before = _query(asked, period.unit, period.first_day - DAY)
    return Links(units, Link(_("Earlier"), before, "ArrowLeft"), later)


def period_words(period: Period) -> str:
    """As people say it."""
    first, last = period.first_day, period.last_day
    if period.unit is Unit.MONTH:
        return date_format(first, "F Y")
    if first == last:
        return date_format(first, "l j F Y")
    return f"{date_format(first, 'j F Y')} – {date_format(last, 'j F Y')}"


def _query(asked: QueryDict, unit: Unit, day: date) -> str:
    query = asked.copy()
    for name in ("since", "until"):
        query.pop(name, None)
    query["period"], query["on"] = unit.value, day.isoformat()
    return query.urlencode()
