"""The order that the report is about, as it was signed."""

from typing import Any

from command_center.reports.span import Span


def facts(span: Span, venue_name: str | None = None) -> dict[str, Any]:
    """`venue_name`: as an earlier composition called it; venues have no versions."""
    order = span.order
    return {
        "reference": order.reference,
        "authority": order.authority,
        "service": order.service,
        "event": order.event,
        "perimeter": order.perimeter,
        "venue": order.venue.name if venue_name is None else venue_name,
        "time_zone": span.week.zone.key,
        "kinds": list(order.kinds),
        "starts_at": order.starts_at,
        "ends_at": order.ends_at,
        "withdrawn_at": span.withdrawn_at,
        "withdrawn_reason": order.withdrawn_reason if span.withdrawn_at else "",
        "publication": order.publication,
        "certificate": order.certificate.reference if order.certificate else "",
        "is_demonstration": order.is_demonstration,
    }
