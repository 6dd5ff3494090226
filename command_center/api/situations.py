"""Situations: what waits for a person, as the operator's desk joins it; taken in hand."""

from datetime import datetime
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from command_center.alerts.severity import Severity
from command_center.alerts.shown import shown
from command_center.api.door import behind
from command_center.api.paging import Paging, end_of, lead_on
from command_center.api.problem import Problem
from command_center.api.value import Given, Note, Number, Value
from command_center.desk.acting import acknowledge
from command_center.desk.refusal import Refused
from command_center.desk.situation import Situation as Waiting
from command_center.desk.state import State
from command_center.desk.waiting import situation_of, waiting
from command_center.people.door import looked_at
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from detection.kinds import EventKind

router = Router(tags=["situations"])
VIEW, ACT = "alerts.view_alert", "desk.add_act"


class Situation(Value):
    """Alerts of one camera, kind and zone that follow one another and wait for a verdict. `id`: of
    its first alert. `state` as in ISA-18.2."""

    id: int
    alerts: list[int]
    camera: int
    venue: int
    zone: str
    kind: str
    severity: str
    state: str
    began_at: datetime
    last_at: datetime
    ended_at: datetime | None
    owner: str
    acknowledged_at: datetime | None
    respond_by: datetime | None


class SituationPage(Value):
    items: list[Situation]
    next: str | None


class SituationsAsked(Paging):
    camera: Number | None = None
    venue: Number | None = None
    kind: EventKind | None = None
    severity: Severity | None = None
    state: State | None = None


class Acknowledging(Given):
    owner: Note = Field(
        "", description="Name of who has it in hand, where it is knowingly taken over from them."
    )


@router.get(
    "/situations",
    response=SituationPage,
    operation_id="list_situations",
    summary="Situations that wait for a person, the newest first",
)
@behind(VIEW, kind="desk_queue", filtered=True)
def list_situations(
    request: HttpRequest, response: HttpResponse, asked: Query[SituationsAsked]
) -> SituationPage:
    found = [one for one in waiting(reach_of(request, VIEW)) if _is_asked(one, asked)]
    found.sort(key=lambda one: -one.id)
    rows, following = found[: asked.limit], None
    if len(found) > asked.limit:
        following = lead_on(request, response, rows[-1].id)
    looked_at(request, shown((one.camera_id, one.venue_id, one.alerts) for one in rows))
    return SituationPage(items=[_situation(one) for one in rows], next=following)


@router.get(
    "/situations/{int:alert_id}",
    response=Situation,
    operation_id="get_situation",
    summary="The situation that an alert is part of",
)
@behind(VIEW, kind="situation_panel")
def get_situation(request: HttpRequest, alert_id: int) -> Situation:  # noqa: ARG001
    """404 where it waits for nobody any more."""
    return _situation(_waiting(alert_id))


@router.post(
    "/situations/{int:alert_id}/acknowledgement",
    response=Situation,
    operation_id="acknowledge_situation",
    summary="Take a situation in hand",
)
@behind(VIEW, ACT, kind="situation_acknowledge")
def acknowledge_situation(request: HttpRequest, alert_id: int, given: Acknowledging) -> Situation:
    """For the token's agent. 409 where somebody else was first."""
    try:
        acknowledge(alert_id, cast(Agent, request.user), given.owner)
    except Refused as refusal:
        status = refusal.status if refusal.status in {409, 410} else 422
        raise Problem(status, str(refusal)) from refusal
    return _situation(_waiting(alert_id))


def _waiting(alert_id: int) -> Waiting:
    found = situation_of(alert_id)
    if found is None:
        raise Http404
    return found


def _is_asked(one: Waiting, asked: SituationsAsked) -> bool:
    end = end_of(asked)
    pairs = (
        (asked.camera, one.camera_id),
        (asked.venue, one.venue_id),
        (asked.kind, one.kind),
        (asked.severity, one.severity),
        (asked.state, one.state),
    )
    return (end is None or one.id < end) and all(
        wanted is None or wanted == there for wanted, there in pairs
    )


def _situation(one: Waiting) -> Situation:
    return Situation(
        id=one.id,
        alerts=list(one.alerts),
        camera=one.camera_id,
        venue=one.venue_id,
        zone=one.zone_name,
        kind=one.kind.value,
        severity=one.severity.value,
        state=one.state.value,
        began_at=one.began_at,
        last_at=one.last_at,
        ended_at=one.ended_at,
        owner=one.owner,
        acknowledged_at=one.acknowledged_at,
        respond_by=one.respond_by,
    )
