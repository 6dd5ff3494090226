"""Orders: read, entered as the prefect signed them, withdrawn."""

from datetime import datetime
from typing import Annotated, Any, Literal, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import AfterValidator, StringConstraints

from command_center.api.door import behind
from command_center.api.order_by_instants import OrderByInstants
from command_center.api.paging import Paging, page_of
from command_center.api.problem import Problem, faults_of
from command_center.api.value import Given, Instant, Number, Value, Words
from command_center.law.order_state import OVER, OrderState, with_states
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.people.service import Service
from detection.kinds import EventKind

router = Router(tags=["orders"])
VIEW, ADD = "law.view_order", "law.add_order"
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00]+$"),
]


def _to_the_minute(at: datetime) -> datetime:
    if at.second or at.microsecond:
        raise ValueError(_("An order begins and ends to the minute: without seconds."))
    if not 2000 <= at.year <= 2100:
        raise ValueError(_("Check the year: %(year)s.") % {"year": at.year})
    return at


Minute = Annotated[Instant, AfterValidator(_to_the_minute)]


class NewOrder(Given):
    """As signed. One month at most, within a regime, for cameras of the venue."""

    reference: Annotated[Words, StringConstraints(max_length=120)]
    authority: Annotated[Words, StringConstraints(max_length=200)]
    service: Service
    event: Annotated[Words, StringConstraints(max_length=200)]
    reasons: Text
    perimeter: Text
    venue: Number
    cameras: list[Number]
    kinds: list[EventKind]
    starts_at: Minute
    ends_at: Minute
    publication: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")] = ""
    certificate: Number | None = None
    renews: Number | None = None


class Withdrawing(Given):
    reason: Words


class Order(Value):
    """`state`: in_force, stopped, unannounced, no_regime, planned, ended or withdrawn."""

    id: int
    reference: str
    authority: str
    service: str
    event: str
    reasons: str
    perimeter: str
    venue: int
    cameras: list[int]
    kinds: list[str]
    starts_at: datetime
    ends_at: datetime
    publication: str
    certificate: int | None
    renews: int | None
    entered_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    state: str


class OrderPage(Value):
    items: list[Order]
    next: str | None


class OrdersAsked(Paging):
    venue: Number | None = None
    state: (
        Literal["in_force", "stopped", "unannounced", "no_regime", "planned", "ended", "withdrawn"]
        | None
    ) = None


@router.get("/orders", response=OrderPage, operation_id="list_orders", summary="Orders")
@behind(VIEW, kind="orders", filtered=True)
def list_orders(
    request: HttpRequest, response: HttpResponse, asked: Query[OrdersAsked]
) -> OrderPage:
    found = _known().filter(reach_of(request, VIEW).of("venue_id"))
    if asked.venue is not None:
        found = found.filter(venue=asked.venue)
    if asked.state is not None:
        found = found.filter(state_then=asked.state)
    rows, following = page_of(request, response, found, asked, newest_first=True)
    return OrderPage(items=[_order(row) for row in rows], next=following)


@router.get("/orders/{int:order_id}", response=Order, operation_id="get_order", summary="One order")
@behind(VIEW, kind="order")
def get_order(request: HttpRequest, order_id: int) -> Order:  # noqa: ARG001
    return _order(get_object_or_404(_known(), pk=order_id))


@router.post("/orders", response={201: Order}, operation_id="enter_order", summary="Enter an order")
@behind(ADD, kind="order_new", looks=False, filtered=True)
def enter_order(request: HttpRequest, response: HttpResponse, given: NewOrder) -> Status[Order]:
    """It permits nothing before its notice is published."""
    form = OrderByInstants(reach_of(request, ADD), _as_posted(given))
    order = form.enter(cast(Agent, request.user)) if form.is_valid() else None
    if order is None:
        refusal = ValidationError(form.errors.as_data())
        raise Problem(422, _("The order was not entered."), faults_of(refusal))
    response.headers["Location"] = f"/api/v1/orders/{order.pk}"
    return Status(201, _order(_known().get(pk=order.pk)))


@router.post(
    "/orders/{int:order_id}/withdrawal",
    response=Order,
    operation_id="withdraw_order",
    summary="Withdraw an order",
)
@behind("law.delete_order", kind="order_withdraw", looks=False)
def withdraw_order(request: HttpRequest, order_id: int, given: Withdrawing) -> Order:
    """From now on it permits nothing, for good."""
    order = get_object_or_404(_known(), pk=order_id)
    must_go_on(order)
    order.withdraw(cast(Agent, request.user), given.reason)
    return _order(_known().get(pk=order_id))


def _known() -> Any:
    return with_states(timezone.now()).prefetch_related("cameras")


def must_go_on(order: Any) -> None:
    """One of `with_states`. Raises `Problem` 409."""
    if OrderState(order.state_then) in OVER:
        raise Problem(409, _("Order %(order)s is over already.") % {"order": order})


def _as_posted(given: NewOrder) -> dict[str, Any]:
    """As the form of the page is posted, but for the instants."""
    plain = given.model_dump()
    plain["kinds"] = [kind.value for kind in given.kinds]
    plain["service"] = given.service.value
    return {name: value for name, value in plain.items() if value is not None}


def _order(order: Any) -> Order:
    """One of `with_states`."""
    return Order(
        id=order.pk,
        reference=order.reference,
        authority=order.authority,
        service=order.service,
        event=order.event,
        reasons=order.reasons,
        perimeter=order.perimeter,
        venue=order.venue_id,
        cameras=sorted(camera.pk for camera in order.cameras.all()),
        kinds=order.kinds,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        publication=order.publication,
        certificate=order.certificate_id,
        renews=order.renews_id,
        entered_at=order.entered_at,
        withdrawn_at=order.withdrawn_at,
        withdrawn_reason=order.withdrawn_reason,
        state=order.state_then,
    )
