"""Stops and resumptions that touched the order in its week, and how soon they were obeyed."""

from typing import Any

from django.db.models import Q

from command_center.law.models import Stop
from command_center.reports.obeyed import last_analysis_s
from command_center.reports.span import Span


def facts(span: Span) -> list[dict[str, Any]]:
    stops = Stop.objects.filter(Q(order=None) | Q(order=span.order), at__lt=span.until)
    stops = stops.filter(at__lte=span.as_of).select_related("by", "resumption__by")
    told = [_told(stop, span) for stop in stops.order_by("at", "pk")]
    return [one for one in told if one["resumed_at"] is None or one["resumed_at"] > span.since]


def _told(stop: Stop, span: Span) -> dict[str, Any]:
    obediences = [one for one in stop.obediences.all() if one.at <= span.as_of]
    resumption = getattr(stop, "resumption", None)
    if resumption is not None and resumption.at > span.as_of:
        resumption = None
    return {
        "of": "order" if stop.order_id else "everything",
        "at": stop.at,
        "by": stop.by.get_username(),
        "reason": stop.reason,
        "workers": len(obediences),
        "last_analysis_s": last_analysis_s(stop, obediences),
        "resumed_at": resumption and resumption.at,
        "resumed_by": resumption and resumption.by.get_username(),
        "resumed_reason": resumption and resumption.reason,
        "authority": resumption and resumption.authority,
    }
