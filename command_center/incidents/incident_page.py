"""The page of one incident, and what people do with it."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.alerts.shown import shown_alerts
from command_center.incidents.act_forms import LABELS, done, form_of, possible_acts
from command_center.incidents.acting import NotDone
from command_center.incidents.doers import doers
from command_center.incidents.models import Incident
from command_center.incidents.requisition import requisition
from command_center.incidents.rows import (
    IncidentRow,
    acts_of,
    joined_alerts,
    joined_stretches,
    log_rows,
)
from command_center.incidents.state import ActKind
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.models import Agent
from command_center.people.reached import reach_of

VIEW, CHANGE = "incidents.view_incident", "incidents.change_incident"


@require_GET
@never_cache
@right(VIEW, looks=True)
def incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    return _page(request, found_incident(incident_id))


@right(VIEW, CHANGE, looks=True)
@require_POST
def incident_act(request: HttpRequest, incident_id: int, kind: str) -> HttpResponse:
    """A form that is refused is shown again with all that was written."""
    found, wanted = found_incident(incident_id), _kind(kind)
    form = form_of(wanted, found, reach_of(request, CHANGE), request.POST)
    if not form.is_valid():
        return _page(request, found, (wanted, form), status=400)
    based_on = _number(request.POST.get("based_on", ""))
    try:
        act = done(wanted, form, incident_id, based_on, cast(Agent, request.user))
    except NotDone as refusal:
        return _page(request, found_incident(incident_id), (wanted, form), str(refusal), 409)
    told = _("Kept, with your name and the time.") if act else _("It says so already.")
    messages.info(request, told)
    return redirect("incident", incident_id)


def found_incident(number: int) -> Incident:
    related = Incident.objects.select_related("venue", "opened_by", "assigned_to")
    return get_object_or_404(related, pk=number)


def _page(
    request: HttpRequest,
    found: Incident,
    faulty: tuple[ActKind, forms.Form] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """`faulty`: a form as it was sent, where it had faults or came too late."""
    acts = acts_of(found)
    alerts = joined_alerts(acts, reach_of(request, "alerts.view_alert"))
    shown = Thing("incident", found.pk, venue=found.venue_id)
    looked_at(request, [shown, *shown_alerts(one.row for one in alerts if one.row)])
    context: dict[str, Any] = {
        "row": IncidentRow(found),
        "incident": found,
        "latest": acts[-1] if acts else None,
        "alerts": alerts,
        "stretches": joined_stretches(acts),
        "log": log_rows(found, acts),
        "doers": doers(found, acts),
        "requisition": requisition(acts),
        "now": timezone.now(),
        "forms": _forms(request, found, faulty),
        "faulty": faulty[0] if faulty else "",
        "refusal": refusal,
    }
    return render(request, "pages/incidents/incident.html", context, status=status)


def _forms(
    request: HttpRequest, found: Incident, faulty: tuple[ActKind, forms.Form] | None
) -> list[tuple[ActKind, Any, forms.Form]]:
    """What was written for a step that cannot follow any more goes on as a note."""
    reach = reach_of(request, CHANGE)
    possible = possible_acts(found)
    given = {kind: form_of(kind, found, reach) for kind in possible}
    if faulty and faulty[0] in given:
        given[faulty[0]] = faulty[1]
    elif faulty and ActKind.NOTED in given:
        note = form_of(ActKind.NOTED, found, reach)
        note.initial["words"] = faulty[1].data.get("words", "")
        given[ActKind.NOTED] = note
    return [(kind, LABELS[kind], form) for kind, form in given.items()]


def _kind(text: str) -> ActKind:
    if text not in LABELS:
        raise Http404
    return ActKind(text)


def _number(text: str) -> int:
    """0, which is no version, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
