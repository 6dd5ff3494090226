"""What the pages with live pictures ask of cameras' states, and the acceptance of a new view."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.streams.camera_alarms import alarm_rows
from command_center.streams.usual_views import accept_view
from command_center.venues.models import Camera


@require_GET
@never_cache
@right("venues.view_camera", filtered=True)
def camera_alarms(request: HttpRequest) -> HttpResponse:
    found = alarm_rows(reach_of(request, "venues.view_camera"))
    return render(request, "pages/wall/camera_alarms.html", {"alarms": found})


@right("venues.change_camera")
@require_POST
def accept_camera_view(request: HttpRequest, camera_id: int) -> HttpResponse:  # noqa: ARG001
    accept_view(get_object_or_404(Camera, pk=camera_id))
    return redirect("wall")
