"""What a page shows of an alert."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from command_center.alerts.models import Alert, Verdict
from command_center.alerts.severity import SEVERITIES, SEVERITY_LABELS
from command_center.people.reach import AT_CAMERA, Reach
from command_center.venues.models import KIND_LABELS
from command_center.venues.reasons import reason_in_words
from detection.kinds import EventKind

SHOWN = 200
"""The wall keeps the newest; older ones are found by searching."""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """`detail`: what was done about it, or why it was a false alarm."""

    outcome: str
    outcome_label: str
    detail: str
    agent: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class AlertRow:
    id: int
    kind: str
    kind_label: str
    severity: str
    severity_label: str
    camera_id: int
    camera_name: str
    venue_id: int
    zone_name: str
    started_at: datetime
    ended_at: datetime | None
    confidence: float
    reason: str
    order_reference: str
    verdict: VerdictRow | None


def newest_rows(reach: Reach) -> list[AlertRow]:
    found = Alert.objects.filter(reach.of(*AT_CAMERA)).select_related("camera", "order")
    found = found.prefetch_related("verdicts__agent")[:SHOWN]
    return [alert_row(alert) for alert in found]


def alert_row(alert: Alert) -> AlertRow:
    kind = EventKind(alert.kind)
    verdicts = verdict_rows(alert)
    return AlertRow(
        id=alert.pk,
        kind=kind.value,
        kind_label=str(KIND_LABELS[kind]),
        severity=SEVERITIES[kind].value,
        severity_label=str(SEVERITY_LABELS[SEVERITIES[kind]]),
        camera_id=alert.camera_id,
        camera_name=alert.camera.name,
        venue_id=alert.camera.venue_id,
        zone_name=alert.zone_name or gettext("whole picture"),
        started_at=alert.started_at,
        ended_at=alert.ended_at,
        confidence=alert.confidence,
        reason=reason_in_words(kind, alert.reason),
        order_reference=alert.order.reference,
        verdict=verdicts[0] if verdicts else None,
    )


def verdict_rows(alert: Alert) -> list[VerdictRow]:
    """The one that holds first."""
    return [_verdict_row(one) for one in alert.verdicts.all()]


def _verdict_row(verdict: Verdict) -> VerdictRow:
    return VerdictRow(
        outcome=verdict.outcome,
        outcome_label=verdict.get_outcome_display(),
        detail=verdict.get_follow_up_display() or verdict.get_cause_display(),
        agent=verdict.agent.get_username(),
        at=verdict.at,
        note=verdict.note,
    )
