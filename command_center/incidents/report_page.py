"""The report of an incident as a file, in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.documents import pdf
from command_center.incidents.incident_page import found_incident
from command_center.incidents.report import report
from command_center.people.door import right
from command_center.people.reached import reach_of


@require_GET
@never_cache
@right("incidents.view_incident", hands_over=True)
def incident_report(request: HttpRequest, incident_id: int) -> HttpResponse:
    found = found_incident(incident_id)
    written = pdf(report(found, reach_of(request, "alerts.view_alert")))
    name = f"vigie-incident-{slugify(found.venue.name)}-{found.number}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(written, "application/pdf", headers=headers)
