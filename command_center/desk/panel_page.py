"""One situation in full: its alerts, what to do, where it is, to whom it can be given."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.models import Alert
from command_center.alerts.rows import AlertRow, alert_row
from command_center.alerts.verdict_form import VerdictForm, confirmations, invalidations
from command_center.desk.colleagues import colleagues
from command_center.desk.refusal import gone
from command_center.desk.response import responses
from command_center.desk.situation import Situation
from command_center.desk.waiting import situation_of
from command_center.journal.models import Log
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.models import Agent
from command_center.people.reach import Place
from command_center.venues.models import FloorPlan, Placement

MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class OnThePlan:
    """Where the camera stands, in fractions of the plan; `direction_deg` clockwise from its
    right."""

    plan: FloorPlan
    x: float
    y: float
    direction_deg: float


@require_GET
@never_cache
@right("alerts.view_alert", looks=True)
def situation_panel(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Of the situation that the alert is part of; 410 with a sentence where it waits no more."""
    there = situation_of(alert_id)
    if there is None:
        over = gone(get_object_or_404(Alert, pk=alert_id))
        return HttpResponse(str(over), status=over.status, content_type="text/plain; charset=utf-8")
    looked_at(request, [_thing(there)])
    return render(request, "pages/desk/panel.html", _context(request, there))


def _context(request: HttpRequest, there: Situation) -> dict[str, Any]:
    me = cast(Agent, request.user)
    known = responses()
    others = colleagues(Place(there.venue_id, there.camera_id))
    return {
        "situation": there,
        "rows": _rows(there),
        "procedure": known.procedure(there.kind, there.venue_id),
        "respond_within_s": known.within_s(there.kind, there.venue_id),
        "form": VerdictForm(),
        "confirmations": confirmations(),
        "invalidations": invalidations(there.kind),
        "place": place_of(there.camera_id),
        "colleagues": [one for one in others if one.pk not in {me.pk, there.owner_id}],
    }


def place_of(camera_id: int) -> OnThePlan | None:
    """None where it is not placed."""
    placements = Placement.objects.select_related("plan").defer("plan__picture")
    found = placements.filter(camera=camera_id).first()
    return OnThePlan(found.plan, found.x, found.y, found.direction_deg) if found else None


def _rows(there: Situation) -> list[AlertRow]:
    """The newest ones, the oldest of them first."""
    shown = there.alerts[-MOST_ROWS:]
    found = Alert.objects.filter(pk__in=shown).select_related("camera", "order")
    rows = {one.pk: alert_row(one) for one in found.prefetch_related("verdicts__agent")}
    return [rows[number] for number in shown if number in rows]


def _thing(there: Situation) -> Thing:
    return Thing(
        "situation_panel",
        there.id,
        there.camera_id,
        there.venue_id,
        log=Log.ALGORITHMIC,
        detail={"alerts": list(there.alerts)},
    )
