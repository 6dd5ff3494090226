"""A day with far more looks than is usual for the person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command_center.audit.unusual.unusual import (
    LOOKS,
    OF_THE_SPAN,
    Rule,
    Setting,
    Span,
    Unusual,
    Values,
    rows,
    unusual_of,
)

FEWEST_DAYS = 3
"""Below that nobody has a usual: everybody's counts instead."""

A_DAY = f"""
    SELECT author, max(author_name) AS author_name, count(*), min(at) AS first_at,
        max(at) AS last_at, (at AT TIME ZONE %(zone)s)::date AS day
    FROM journal_entry AS entry
    WHERE {OF_THE_SPAN} AND {LOOKS} AND entry.author IS NOT NULL
    GROUP BY author, day
"""


def find(span: Span, values: Values) -> Sequence[Unusual]:
    before = timedelta(weeks=values["weeks"])
    days = rows(A_DAY, span.given(since=span.since - before))
    by_author: Mapping[int, list[dict[str, Any]]] = _by_author(days)
    everybody = median(one["count"] for one in days) if days else 0
    found = [
        _unusual(one, usual)
        for one in days
        if one["last_at"] >= span.since
        for usual in [_usual(by_author[one["author"]], one["day"], before) or everybody]
        if one["count"] >= max(values["least"], values["times"] * usual)
    ]
    return sorted(found, key=lambda one: one.last_at, reverse=True)


def _by_author(days: Sequence[dict[str, Any]]) -> Mapping[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in days:
        found[one["author"]].append(one)
    return found


def _usual(days: Sequence[dict[str, Any]], until: date, before: timedelta) -> float:
    """The median of the days with any look in the weeks before; 0 where there are too few."""
    counts = [one["count"] for one in days if until - before <= one["day"] < until]
    return median(counts) if len(counts) >= FEWEST_DAYS else 0


def _unusual(one: dict[str, Any], usual: float) -> Unusual:
    told = {"count": one["count"], "usual": round(usual)}
    return unusual_of(one, _("%(count)s looks in one day; %(usual)s are usual") % told)


VOLUME = Rule(
    name="volume",
    title=gettext_lazy("Far more than usual"),
    words=gettext_lazy(
        "Somebody looked %(times)s times as often in one day as on the median of their days in the "
        "%(weeks)s weeks before, and %(least)s times or more. Who has looked on fewer than three "
        "days is compared with everybody."
    ),
    settings={
        "times": Setting(gettext_lazy("times as often"), 3, least=2),
        "weeks": Setting(gettext_lazy("weeks before"), 4, least=1, most=26),
        "least": Setting(gettext_lazy("looks in one day, from"), 100, least=1),
    },
    find=find,
)
