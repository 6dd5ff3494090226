"""Opening an incident, and joining an alert or recordings to one that is there."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.incidents.acting import NotDone, join_alert, join_stretch, open_incident
from command_center.incidents.beginning import Beginning, beginning_of
from command_center.incidents.models import Incident
from command_center.incidents.opening_form import OpeningForm
from command_center.incidents.places import within
from command_center.incidents.rows import IncidentRow
from command_center.incidents.state import State
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of

ADD, CHANGE = "incidents.add_incident", "incidents.change_incident"


@require_http_methods(["GET", "POST"])
@never_cache
@right(ADD, looks=True, filtered=True)
def incident_new(request: HttpRequest) -> HttpResponse:
    """With `alert`, or `camera`, `from` and `until`, in the address."""
    beginning = beginning_of(request, ADD)
    form = OpeningForm(beginning, request.POST or None)
    if form.is_valid():
        opened = open_incident(
            form.incident(),
            cast(Agent, request.user),
            form.cleaned_data["words"],
            beginning.alert,
            beginning.stretches,
        )
        messages.success(request, _("Incident no. %(number)s is open.") % {"number": opened})
        return redirect("incident", opened.pk)
    context = {"form": form, "beginning": beginning, "cameras": _cameras(beginning)}
    status = 400 if form.is_bound else 200
    return render(request, "pages/incidents/opening.html", context, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@right(CHANGE, looks=True, filtered=True)
def incident_join(request: HttpRequest) -> HttpResponse:
    """To which open incident of the venue, or to a new one."""
    beginning = beginning_of(request, CHANGE)
    if beginning.venue is None:
        raise Http404
    reach = within(reach_of(request, CHANGE), wholly=True)
    found = Incident.objects.filter(reach, venue=beginning.venue).exclude(state=State.CLOSED)
    if request.method == "POST":
        return _joined(request, beginning, found.filter(pk=_number(request)).first())
    already = _already(request, beginning)
    context = {
        "beginning": beginning,
        "cameras": _cameras(beginning),
        "rows": [IncidentRow(one) for one in found.select_related("venue", "assigned_to")],
        "already": already,
        "asked": request.GET.urlencode(),
    }
    return render(request, "pages/incidents/join.html", context)


def _joined(request: HttpRequest, beginning: Beginning, to: Incident | None) -> HttpResponse:
    if to is None:
        messages.error(request, _("Choose one that is open: it may have been closed meanwhile."))
        return redirect(request.get_full_path())
    agent, told = cast(Agent, request.user), _("Joined, with your name and the time.")
    try:
        if beginning.alert and join_alert(to.pk, beginning.alert, agent) is None:
            told = _("It is joined to this incident already.")
        for stretch in beginning.stretches:
            join_stretch(to.pk, stretch, agent)
    except NotDone as refusal:
        told = str(refusal)
    messages.info(request, told)
    return redirect("incident", to.pk)


def _already(request: HttpRequest, beginning: Beginning) -> list[Incident]:
    """Those that the alert is joined to, and the reader sees."""
    if not beginning.alert:
        return []
    reach = within(reach_of(request, "incidents.view_incident"))
    return list(Incident.objects.filter(reach, acts__alert=beginning.alert.pk))


def _cameras(beginning: Beginning) -> str:
    return ", ".join(camera.name for camera in beginning.cameras)


def _number(request: HttpRequest) -> int:
    text = request.POST.get("incident", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
