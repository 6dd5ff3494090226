"""Composing a weekly report from the records."""

import json
from datetime import datetime
from typing import Any

from command_center.documents import canonical_json
from command_center.law.models import Order
from command_center.reports.camera_names import names_at
from command_center.reports.sections import (
    access,
    alerts,
    analysed,
    erased,
    notices,
    order,
    stops,
    versions,
)
from command_center.reports.span import Span
from command_center.reports.weeks import A_WEEK, Week, week_of

FORMAT = 1
"""Of the content; a report that was frozen in an older one stays as it is."""

Content = dict[str, Any]
"""A report's content, of plain JSON values: instants are texts, in UTC."""


def compose(
    the_order: Order, week: Week, as_of: datetime, venue_name: str | None = None
) -> Content:
    """The same for the same records up to `as_of`, whatever came later."""
    span = Span(the_order, week, as_of)
    names = names_at(the_order.cameras.values_list("pk", flat=True), as_of)
    found = alerts.alerts_of(span)
    content = {
        "format": FORMAT,
        "number": number_of(the_order, week),
        "as_of": as_of,
        "order": order.facts(span, venue_name),
        "week": _week(span),
        "analysis": analysed.facts(span, names),
        "alerts": alerts.facts(found, names),
        "erased": erased.facts(span),
        "stops": stops.facts(span),
        "access": access.facts(span),
        "notices": notices.facts(span),
        "versions": versions.facts(span, found),
        "review": None,
    }
    plain: Content = json.loads(canonical_json(content))
    return plain


def number_of(the_order: Order, week: Week) -> int:
    """1 in the week in which the order begins; broken weeks count."""
    return (week.monday - week_of(the_order.starts_at, week.zone).monday) // A_WEEK + 1


def _week(span: Span) -> dict[str, Any]:
    """`since` and `until`: of the order in it."""
    return {
        "iso": span.week.label,
        "monday": span.week.monday.isoformat(),
        "since": span.since,
        "until": span.until,
        "is_broken": (span.since, span.until) != (span.week.since, span.week.until),
    }
