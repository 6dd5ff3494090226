"""All cameras, venue by venue, and the ways to what is set up for each."""

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.venues.models import Camera


@require_GET
@right("venues.view_camera", filtered=True)
def cameras(request: HttpRequest) -> HttpResponse:
    within = reach_of(request, "venues.view_camera").of("venue_id", "pk")
    found = (
        Camera.objects.filter(within)
        .select_related("venue")
        .annotate(zone_count=Count("zones", distinct=True), changed_at=Max("versions__at"))
    )
    found = found.order_by("venue__name", "name")  # what is counted loses its usual order
    return render(request, "pages/cameras/cameras.html", {"cameras": found})
