"""That the public was told: the notices of the order, as far as they were known."""

from typing import Any

from command_center.law.models import Notice
from command_center.reports.span import Span


def facts(span: Span) -> list[dict[str, Any]]:
    """Those that held in the week: every one published before its end."""
    known = Notice.objects.filter(order=span.order, entered_at__lte=span.as_of)
    known = known.filter(published_at__lt=span.week.until).order_by("published_at", "pk")
    return [
        {
            "published_at": one.published_at,
            "is_exemption": one.is_exemption,
            "reason": one.reason,
            "places": one.places,
            "sha256": one.sha256,
        }
        for one in known
    ]
