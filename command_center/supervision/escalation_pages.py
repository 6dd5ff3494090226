"""When what is escalated to whom, what was, and the checks of the desks."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command_center.journal.models import Operation
from command_center.journal.noting import Thing, note
from command_center.journal.origin import origin_of
from command_center.people.agent import Agent
from command_center.people.door import right
from command_center.people.reach import Reach
from command_center.people.reached import reach_of
from command_center.supervision.escalated_to import EscalatedTo
from command_center.supervision.escalation_forms import (
    DeskCheckForm,
    EscalatedToForm,
    EscalationForm,
)
from command_center.supervision.escalation_rows import alarm_rows, escalation_rows, rule_rows
from command_center.supervision.models import DeskCheck, EscalationRule

CHANGE = "supervision.change_escalation"
KINDS: dict[str, type[EscalationRule] | type[DeskCheck]] = {
    "rule": EscalationRule,
    "desk": DeskCheck,
}
FORMS: dict[str, type[EscalatedToForm]] = {"rule": EscalationForm, "desk": DeskCheckForm}


@right(CHANGE, filtered=True)
@require_safe
@never_cache
def escalations(request: HttpRequest) -> HttpResponse:
    return _page(request, {})


@right(CHANGE, filtered=True)
@require_POST
def escalation_new(request: HttpRequest) -> HttpResponse:
    """`what`: rule, or desk, which takes the place of the venue's check of before."""
    what = request.POST.get("what", "")
    if what not in KINDS:
        raise Http404
    form = FORMS[what](reach_of(request, CHANGE), request.POST, prefix=what)
    if not form.is_valid():
        return _page(request, {what: form}, status=400)
    author = request.user
    assert isinstance(author, Agent)
    if what == "desk":
        DeskCheck.objects.filter(venue=form.cleaned_data["venue"], ended_at=None).update(
            ended_by=author
        )
    made = KINDS[what].objects.create(**form.entered(), author=author)
    _note(request, made, {"entered": str(made), "channels": made.channels})
    messages.success(request, _("It holds from now on."))
    return redirect("escalations")


@right(CHANGE, filtered=True)
@require_POST
def escalation_end(request: HttpRequest) -> HttpResponse:
    """`what` and `number`: which."""
    what, number = request.POST.get("what", ""), request.POST.get("number", "")
    if what not in KINDS or not number.isdecimal():
        raise Http404
    mine = _within(reach_of(request, CHANGE))
    found = KINDS[what].objects.filter(mine, pk=int(number), ended_at=None)
    ended = found.first()
    if ended is None:
        raise Http404
    found.update(ended_by=request.user)
    _note(request, ended, {"ended": str(ended)})
    messages.success(request, _("It has ended."))
    return redirect("escalations")


def _within(reach: Reach) -> Q:
    """What the agent may change; a rule for all venues is of whoever reaches everywhere."""
    return reach.wholly_of("venue")


def _page(
    request: HttpRequest, refused: dict[str, EscalatedToForm], status: int = 200
) -> HttpResponse:
    reach = reach_of(request, CHANGE)
    forms = {what: refused.get(what) or FORMS[what](reach, prefix=what) for what in FORMS}
    context: dict[str, Any] = {
        "rules": rule_rows(EscalationRule.objects.filter(ended_at=None), reach),
        "checks": rule_rows(DeskCheck.objects.filter(ended_at=None), reach),
        "rule_form": forms["rule"],
        "desk_form": forms["desk"],
        "escalations": escalation_rows(reach),
        "alarms": alarm_rows(reach),
    }
    return render(request, "pages/escalations/escalations.html", context, status=status)


def _note(request: HttpRequest, one: EscalatedTo, detail: dict[str, Any]) -> None:
    thing = Thing("escalation_set", one.pk, venue=one.venue, detail=detail)
    note(Operation.MODIFICATION, thing, origin_of(request))
