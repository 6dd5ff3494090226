"""Alerts that are gone: what the certificates of their erasure still tell of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from command_center.retention.classes import RetentionClass
from command_center.retention.models import ErasureCertificate


@dataclass(frozen=True, slots=True)
class Erased:
    """`alerts`: how many of those that were asked for. They began between `oldest_at` and
    `newest_at`; a certificate may reach over the edges of a period."""

    certificate: int
    at: datetime
    alerts: int
    oldest_at: datetime
    newest_at: datetime
    rule: str


def erased(
    since: datetime,
    until: datetime,
    is_own: Callable[[Mapping[str, Any]], bool],
    as_of: datetime | None = None,
) -> Iterator[Erased]:
    """From certificates of alerts that touch the period. `is_own` of one of their totals: order and
    camera by number, kind, verdict, cause, count."""
    certificates = ErasureCertificate.objects.filter(
        what=RetentionClass.ALERTS, newest_at__gte=since, oldest_at__lt=until
    ).defer("items")
    if as_of is not None:
        certificates = certificates.filter(at__lte=as_of)
    for one in certificates.order_by("number"):
        alerts = sum(total["count"] for total in one.totals if is_own(total))
        if alerts:
            yield Erased(one.number, one.at, alerts, one.oldest_at, one.newest_at, one.rule_text)
