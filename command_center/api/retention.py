"""How long what is kept, and what is held beyond it."""

from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from command_center.api.door import behind
from command_center.api.paging import Paging, page_of
from command_center.api.value import Number, Value
from command_center.people.reached import reach_of
from command_center.retention.classes import RetentionClass
from command_center.retention.models import Hold as StoredHold
from command_center.retention.models import Rule as StoredRule
from command_center.retention.places import reached_holds

router = Router(tags=["retention"])
RULE, HOLD = "retention.view_rule", "retention.view_hold"


class Rule(Value):
    """In force. `keep_hours` null: as the law lets. Neither venue nor camera: everywhere."""

    id: int
    what: str
    venue: int | None
    camera: int | None
    keep_hours: int | None
    reason: str
    entered_at: datetime


class RulePage(Value):
    items: list[Rule]
    next: str | None


class Hold(Value):
    """`state`: active, ended or released."""

    id: int
    procedure: str
    reference: str
    authority: str
    cameras: list[int]
    covers_from: datetime | None
    covers_until: datetime | None
    alerts: list[int]
    placed_at: datetime
    ends_at: datetime
    released_at: datetime | None
    state: str


class HoldPage(Value):
    items: list[Hold]
    next: str | None


class RulesAsked(Paging):
    what: RetentionClass | None = None
    venue: Number | None = None


class HoldsAsked(Paging):
    is_active: bool | None = None


@router.get(
    "/retention/rules",
    response=RulePage,
    operation_id="list_retention_rules",
    summary="Rules of retention in force",
)
@behind(RULE, kind="retention_limits", filtered=True)
def list_rules(request: HttpRequest, response: HttpResponse, asked: Query[RulesAsked]) -> RulePage:
    """Those for everywhere hold at each venue: all who may read rules see them."""
    within = Q(venue=None, camera=None) | reach_of(request, RULE).of("of_venue", "camera_id")
    venue = Coalesce("venue_id", "camera__venue_id")
    found = StoredRule.objects.in_force().annotate(of_venue=venue).filter(within)
    if asked.what is not None:
        found = found.filter(what=asked.what)
    if asked.venue is not None:
        found = found.filter(of_venue=asked.venue)
    rows, following = page_of(request, response, found, asked)
    return RulePage(items=[_rule(row) for row in rows], next=following)


@router.get("/holds", response=HoldPage, operation_id="list_holds", summary="Holds")
@behind(HOLD, kind="holds", filtered=True)
def list_holds(request: HttpRequest, response: HttpResponse, asked: Query[HoldsAsked]) -> HoldPage:
    """The newest first. A page may be short: of a hold everything must be within reach."""
    found = StoredHold.objects.all()
    active = Q(pk__in=StoredHold.objects.active().values("pk"))
    if asked.is_active is not None:
        found = found.filter(active if asked.is_active else ~active)
    rows, following = page_of(request, response, found, asked, newest_first=True)
    reached = reached_holds(rows, reach_of(request, HOLD))
    return HoldPage(items=[_hold(row) for row in reached], next=following)


def _rule(rule: StoredRule) -> Rule:
    return Rule(
        id=rule.pk,
        what=rule.what,
        venue=rule.venue_id,
        camera=rule.camera_id,
        keep_hours=rule.keep_hours,
        reason=rule.reason,
        entered_at=rule.entered_at,
    )


def _hold(hold: StoredHold) -> Hold:
    return Hold(
        id=hold.pk,
        procedure=hold.procedure,
        reference=hold.reference,
        authority=hold.authority,
        cameras=hold.cameras,
        covers_from=hold.covers_from,
        covers_until=hold.covers_until,
        alerts=hold.alerts,
        placed_at=hold.placed_at,
        ends_at=hold.ends_at,
        released_at=hold.released_at,
        state=hold.state,
    )
