"""Which software and which models found the alerts of a week."""

from collections.abc import Iterable, Sequence
from typing import Any

from command_center.law.models import Certificate
from command_center.reports.reviewed import Reviewed
from command_center.reports.span import Span


def facts(span: Span, alerts: Sequence[Reviewed]) -> list[dict[str, Any]]:
    """Alerts from before versions were kept name none: an empty digest."""
    known = _versions(span)
    found: dict[tuple[str, tuple[str, ...]], list[Reviewed]] = {}
    for one in alerts:
        found.setdefault((one.software, tuple(sorted(one.models))), []).append(one)
    return [
        {
            "software": software,
            "version": known.get(software, ""),
            "models": list(models),
            "alerts": len(own),
            "first_at": min(_instants(own)),
            "last_at": max(_instants(own)),
        }
        for (software, models), own in sorted(found.items())
    ]


def _instants(alerts: Iterable[Reviewed]) -> list[Any]:
    return [one.started_at for one in alerts]


def _versions(span: Span) -> dict[str, str]:
    """By the digest of the software, as certificates call it."""
    certificates = Certificate.objects.filter(entered_at__lte=span.as_of).order_by("pk")
    return dict(certificates.values_list("software", "version"))
