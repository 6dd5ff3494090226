"""The list of incidents, and above it what the next shift must know."""

from collections.abc import Mapping
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.incidents.models import Incident
from command_center.incidents.places import within
from command_center.incidents.rows import IncidentRow
from command_center.incidents.shift_overview import waiting_hand_overs
from command_center.incidents.sieve import ALL, OPEN, Sieve, counts
from command_center.incidents.state import State
from command_center.people.door import right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.venues.models import Venue

A_PAGE = 25
VIEW, CHANGE = "incidents.view_incident", "incidents.change_incident"


@require_GET
@never_cache
@right(VIEW, looks=True, filtered=True)
def incidents(request: HttpRequest) -> HttpResponse:
    agent, reach = cast(Agent, request.user), reach_of(request, VIEW)
    sieve = Sieve.of(request.GET)
    related = Incident.objects.select_related("venue", "assigned_to", "opened_by")
    found = sieve.within(related.filter(within(reach)), agent)
    page = Paginator(sieve.of_state(found), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [IncidentRow(one) for one in page.object_list],
        "page": page,
        "sieve": sieve,
        "query": sieve.query(),
        "tabs": _tabs(sieve, counts(found)),
        "venues": Venue.objects.filter(reach.of("pk")).order_by("name"),
        "hand_overs": waiting_hand_overs(agent, reach, reach_of(request, CHANGE)),
    }
    return render(request, "pages/incidents/incidents.html", context)


def _tabs(sieve: Sieve, found: Mapping[str, int]) -> list[tuple[str, str, int, str]]:
    """State, its label, how many, and the address that shows them."""
    states = [(one.value, str(one.label)) for one in State]
    labels = [(OPEN, _("still open")), *states, (ALL, _("all"))]
    return [
        (state, label, found[state], sieve.query(state="" if state == OPEN else state))
        for state, label in labels
    ]
