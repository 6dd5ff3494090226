"""Incidents: listed."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from command_center.api.door import behind
from command_center.api.paging import Paging, page_of
from command_center.api.value import Number, Value
from command_center.incidents.models import Incident as StoredIncident
from command_center.incidents.places import within
from command_center.incidents.state import State
from command_center.people.reached import reach_of

router = Router(tags=["incidents"])
VIEW = "incidents.view_incident"


class Incident(Value):
    """`title` is empty once it is erased. `version` counts what was done."""

    id: int
    number: str
    venue: int
    title: str
    what: str
    severity: str
    state: str
    since: datetime
    until: datetime | None
    opened_at: datetime
    closed_at: datetime | None
    version: int


class IncidentPage(Value):
    items: list[Incident]
    next: str | None


class IncidentsAsked(Paging):
    venue: Number | None = None
    state: State | None = None


@router.get(
    "/incidents",
    response=IncidentPage,
    operation_id="list_incidents",
    summary="Incidents, the newest first",
)
@behind(VIEW, kind="incidents", filtered=True)
def list_incidents(
    request: HttpRequest, response: HttpResponse, asked: Query[IncidentsAsked]
) -> IncidentPage:
    """Those of which all cameras are within reach."""
    found = StoredIncident.objects.filter(within(reach_of(request, VIEW)))
    if asked.venue is not None:
        found = found.filter(venue=asked.venue)
    if asked.state is not None:
        found = found.filter(state=asked.state)
    rows, following = page_of(request, response, found, asked, newest_first=True)
    return IncidentPage(items=[_incident(row) for row in rows], next=following)


def _incident(incident: StoredIncident) -> Incident:
    return Incident(
        id=incident.pk,
        number=incident.number,
        venue=incident.venue_id,
        title=incident.title,
        what=incident.what,
        severity=incident.severity,
        state=incident.state,
        since=incident.since,
        until=incident.until,
        opened_at=incident.opened_at,
        closed_at=incident.closed_at,
        version=incident.version,
    )
