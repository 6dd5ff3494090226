"""Stops: listed, and given: for one order, or for everything; analysis taken up again."""

from datetime import datetime
from typing import Annotated, cast

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import StringConstraints

from command_center.api.door import behind
from command_center.api.orders import must_go_on
from command_center.api.paging import Paging, page_of
from command_center.api.problem import Problem
from command_center.api.value import Given, Value, Words
from command_center.law.models import Order, Resumption
from command_center.law.models import Stop as StoredStop
from command_center.law.order_state import with_states
from command_center.people.models import Agent
from command_center.people.reached import reach_of

router = Router(tags=["stops"])
VIEW, ADD = "law.view_stop", "law.add_stop"


class Resumed(Value):
    at: datetime
    by: str
    authority: str
    reason: str


class Stop(Value):
    """`order` null: of everything. It stands while nobody has taken analysis up again."""

    id: int
    order: int | None
    at: datetime
    by: str
    reason: str
    resumed: Resumed | None


class StopPage(Value):
    items: list[Stop]
    next: str | None


class StopsAsked(Paging):
    is_standing: bool | None = None


class NewStop(Given):
    reason: Words


class Resuming(Given):
    """`authority`: on whose word."""

    authority: Annotated[Words, StringConstraints(max_length=200)]
    reason: Words


@router.get(
    "/stops", response=StopPage, operation_id="list_stops", summary="Stops, the newest first"
)
@behind(VIEW, kind="stops", filtered=True)
def list_stops(request: HttpRequest, response: HttpResponse, asked: Query[StopsAsked]) -> StopPage:
    within = reach_of(request, VIEW).of("order__venue_id") | Q(order=None)
    found = StoredStop.objects.filter(within).select_related("by", "resumption__by")
    if asked.is_standing is not None:
        found = found.filter(resumption__isnull=asked.is_standing)
    rows, following = page_of(request, response, found, asked, newest_first=True)
    return StopPage(items=[_stop(row) for row in rows], next=following)


@router.post(
    "/stops", response={201: Stop}, operation_id="stop_everything", summary="Stop everything"
)
@behind(ADD, kind="stop_everything", looks=False)
def stop_everything(request: HttpRequest, given: NewStop) -> Status[Stop]:
    """All analysis, at all venues, within seconds."""
    return Status(201, _stopped(request, None, given.reason))


@router.post(
    "/orders/{int:order_id}/stops",
    response={201: Stop},
    operation_id="stop_order",
    summary="Stop an order",
)
@behind(ADD, kind="order_stop", looks=False)
def stop_order(request: HttpRequest, order_id: int, given: NewStop) -> Status[Stop]:
    order = get_object_or_404(with_states(timezone.now()), pk=order_id)
    must_go_on(order)
    return Status(201, _stopped(request, order, given.reason))


@router.post(
    "/stops/{int:stop_id}/resumption",
    response=Stop,
    operation_id="resume",
    summary="Take analysis up again",
)
@behind("law.add_resumption", kind="stop_resume", looks=False)
def resume(request: HttpRequest, stop_id: int, given: Resuming) -> Stop:
    """On the word of an authority that is named."""
    stop = get_object_or_404(StoredStop, pk=stop_id)
    try:
        with transaction.atomic():
            Resumption.objects.create(
                stop=stop,
                by=cast(Agent, request.user),
                authority=given.authority,
                reason=given.reason,
            )
    except IntegrityError as refusal:
        raise Problem(409, _("This stop is lifted already.")) from refusal
    return _stop(StoredStop.objects.select_related("by", "resumption__by").get(pk=stop_id))


def _stopped(request: HttpRequest, order: Order | None, reason: str) -> Stop:
    if StoredStop.objects.standing().filter(order=order).exists():
        raise Problem(409, _("It is stopped already."))
    stop = StoredStop.objects.create(order=order, by=cast(Agent, request.user), reason=reason)
    stop.refresh_from_db()
    return _stop(stop)


def _stop(stop: StoredStop) -> Stop:
    resumption = getattr(stop, "resumption", None)
    return Stop(
        id=stop.pk,
        order=stop.order_id,
        at=stop.at,
        by=stop.by.get_username(),
        reason=stop.reason,
        resumed=_resumed(resumption) if resumption else None,
    )


def _resumed(one: Resumption) -> Resumed:
    return Resumed(at=one.at, by=one.by.get_username(), authority=one.authority, reason=one.reason)
