"""Alerts: listed, read one by one, and judged by a person."""

from datetime import datetime
from typing import Literal, cast

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import Field

from command_center.alerts.judging import judge, with_verdict
from command_center.alerts.models import Alert as StoredAlert
from command_center.alerts.models import Verdict as StoredVerdict
from command_center.alerts.severity import SEVERITIES, Severity
from command_center.alerts.shown import shown
from command_center.alerts.verdict import Cause, FollowUp, Outcome
from command_center.api.door import behind
from command_center.api.paging import Paging, page_of
from command_center.api.problem import Problem, faults_of
from command_center.api.value import Given, Instant, Note, Number, Value
from command_center.people.door import looked_at
from command_center.people.models import Agent
from command_center.people.reach import AT_CAMERA
from command_center.people.reached import reach_of
from detection.kinds import EventKind

router = Router(tags=["alerts"])
VIEW, JUDGE = "alerts.view_alert", "alerts.add_verdict"


class Verdict(Value):
    """The word of a person. Confirmed with a follow-up, or invalidated with a cause."""

    id: int
    outcome: str
    cause: str
    follow_up: str
    note: str
    agent: str
    at: datetime


class Alert(Value):
    """It decides nothing: it waits for a person. `reason`: what was measured. `verdict`: the one
    that holds, null while it waits."""

    id: int
    camera: int
    venue: int
    zone: str
    kind: str
    severity: str
    started_at: datetime
    ended_at: datetime | None
    confidence: float
    reason: dict[str, float]
    order: int
    order_reference: str
    verdict: Verdict | None


class AlertPage(Value):
    items: list[Alert]
    next: str | None


class AlertsAsked(Paging):
    """`since` and `until`: of the alert's beginning; the end is exclusive."""

    camera: Number | None = None
    venue: Number | None = None
    kind: EventKind | None = None
    severity: Severity | None = None
    verdict: Literal["waiting", "confirmed", "invalidated"] | None = None
    since: Instant | None = None
    until: Instant | None = None


class NewVerdict(Given):
    """A confirmation says its follow-up, an invalidation its cause."""

    outcome: Outcome
    cause: Cause | None = None
    follow_up: FollowUp | None = None
    note: Note = Field("", description="At most 500 characters.")


@router.get(
    "/alerts", response=AlertPage, operation_id="list_alerts", summary="Alerts, the newest first"
)
@behind(VIEW, kind="alert_rows", filtered=True)
def list_alerts(
    request: HttpRequest, response: HttpResponse, asked: Query[AlertsAsked]
) -> AlertPage:
    """By number: the newest stored first."""
    found = _asked_for(asked).filter(reach_of(request, VIEW).of(*AT_CAMERA))
    found = found.select_related("camera", "order").prefetch_related("verdicts__agent")
    rows, following = page_of(request, response, found, asked, newest_first=True)
    looked_at(request, shown((row.camera_id, row.camera.venue_id, [row.pk]) for row in rows))
    return AlertPage(items=[told(row) for row in rows], next=following)


@router.get("/alerts/{int:alert_id}", response=Alert, operation_id="get_alert", summary="One alert")
@behind(VIEW, kind="alert")
def get_alert(request: HttpRequest, alert_id: int) -> Alert:  # noqa: ARG001
    return told(_found(alert_id))


@router.post(
    "/alerts/{int:alert_id}/verdicts",
    response={201: Verdict},
    operation_id="judge_alert",
    summary="Give a verdict",
)
@behind(VIEW, JUDGE, kind="alert_verdict")
def judge_alert(request: HttpRequest, alert_id: int, given: NewVerdict) -> Status[Verdict]:
    """In the name of the token's agent. A later verdict corrects it."""
    try:
        verdict = judge(
            _found(alert_id),
            cast(Agent, request.user),
            given.outcome,
            cause=given.cause or "",
            follow_up=given.follow_up or "",
            note=given.note,
        )
    except ValidationError as refusal:
        raise Problem(422, _("The verdict was not kept."), faults_of(refusal)) from refusal
    return Status(201, _verdict(verdict))


def told(alert: StoredAlert) -> Alert:
    verdicts = list(alert.verdicts.all())
    kind = EventKind(alert.kind)
    return Alert(
        id=alert.pk,
        camera=alert.camera_id,
        venue=alert.camera.venue_id,
        zone=alert.zone_name,
        kind=kind.value,
        severity=SEVERITIES[kind].value,
        started_at=alert.started_at,
        ended_at=alert.ended_at,
        confidence=alert.confidence,
        reason=alert.reason,
        order=alert.order_id,
        order_reference=alert.order.reference,
        verdict=_verdict(verdicts[0]) if verdicts else None,
    )


def _found(alert_id: int) -> StoredAlert:
    alerts = StoredAlert.objects.select_related("camera__venue", "order")
    return get_object_or_404(alerts.prefetch_related("verdicts__agent"), pk=alert_id)


def _asked_for(asked: AlertsAsked) -> "QuerySet[StoredAlert]":
    found = StoredAlert.objects.all()
    if asked.verdict == "waiting":
        found = found.filter(waits=True)
    elif asked.verdict is not None:
        found = with_verdict(found).filter(**{"outcome": asked.verdict})
    if asked.severity is not None:
        kinds = [kind.value for kind, severity in SEVERITIES.items() if severity == asked.severity]
        found = found.filter(kind__in=kinds)
    given = {
        "camera": asked.camera,
        "camera__venue": asked.venue,
        "kind": asked.kind and asked.kind.value,
        "started_at__gte": asked.since,
        "started_at__lt": asked.until,
    }
    return found.filter(**{name: value for name, value in given.items() if value is not None})


def _verdict(verdict: StoredVerdict) -> Verdict:
    return Verdict(
        id=verdict.pk,
        outcome=verdict.outcome,
        cause=verdict.cause,
        follow_up=verdict.follow_up,
        note=verdict.note,
        agent=verdict.agent.get_username(),
        at=verdict.at,
    )
