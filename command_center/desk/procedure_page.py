"""Procedures and times to respond, for administrators."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.desk.models import Procedure
from command_center.desk.procedure_form import ProcedureForm, ResponseTimesForm
from command_center.desk.response import responses
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from detection.kinds import EventKind

RIGHT = "desk.change_procedure"
MOST_PAST = 50


@right(RIGHT, filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
def procedures(request: HttpRequest) -> HttpResponse:
    """`?kind=` and `?venue=` begin the form with what holds there. `times` posted: it is the form
    of the times to respond, which hold everywhere."""
    if request.method == "GET":
        return _page(request)
    reach, by = reach_of(request, RIGHT), cast(Agent, request.user)
    form: ProcedureForm | ResponseTimesForm
    if "times" in request.POST:
        if not reach.is_everywhere:
            raise PermissionDenied
        form = ResponseTimesForm(responses().times_s, request.POST)
    else:
        form = ProcedureForm(reach, request.POST)
    if not form.is_valid():
        return _page(request, form, 400)
    form.keep(by)
    messages.success(request, _("Kept, with your name and the time."))
    return redirect("procedures")


def _page(
    request: HttpRequest, faulty: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    reach, known = reach_of(request, RIGHT), responses()
    there = Procedure.objects.filter(reach.wholly_of("venue") | _everywhere())
    holding = {one.pk for one in known.procedures.values()}
    found = there.select_related("venue", "agent").order_by("kind", "venue__name", "-id")
    times = faulty if isinstance(faulty, ResponseTimesForm) else ResponseTimesForm(known.times_s)
    context: dict[str, Any] = {
        "holding": [one for one in found if one.pk in holding and _says(one)],
        "past": [one for one in found if one.pk not in holding][:MOST_PAST],
        "form": faulty if isinstance(faulty, ProcedureForm) else _form(request),
        "times": times if reach.is_everywhere else None,
        "times_s": known.times_s,
        "is_everywhere": reach.is_everywhere,
        "whole_venues": reach.whole_venues(),
    }
    return render(request, "pages/procedures/procedures.html", context, status=status)


def _form(request: HttpRequest) -> ProcedureForm:
    """As it holds at the place that is asked about."""
    reach = reach_of(request, RIGHT)
    asked, venue = request.GET.get("kind", ""), request.GET.get("venue", "")
    kind = asked if asked in set(EventKind) else ""
    number = int(venue) if venue.isascii() and venue.isdecimal() and len(venue) < 18 else None
    newest = Procedure.objects.filter(reach.wholly_of("venue") | _everywhere(), kind=kind)
    one = newest.filter(venue=number).first()
    initial: dict[str, Any] = {"kind": kind, "venue": number}
    if one:
        initial |= {"text": one.text, "respond_within_s": one.respond_within_s}
    return ProcedureForm(reach, initial=initial)


def _everywhere() -> Q:
    """What is laid down for every venue is read by all who lay something down."""
    return Q(venue=None)


def _says(one: Procedure) -> bool:
    return bool(one.text or one.respond_within_s)
