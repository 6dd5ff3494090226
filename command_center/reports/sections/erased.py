"""Alerts of the week that were erased before the report was composed."""

from dataclasses import asdict
from typing import Any

from command_center.reports.erased import erased
from command_center.reports.span import Span


def facts(span: Span) -> list[dict[str, Any]]:
    week = span.week
    own = erased(week.since, week.until, lambda total: total["order"] == span.order.pk, span.as_of)
    return [asdict(one) for one in own]
