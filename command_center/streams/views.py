"""The wall: every camera's live picture, and the alerts beside them."""

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.alerts.judging import unjudged
from command_center.alerts.rows import newest_rows
from command_center.alerts.shown import shown_alerts
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.reached import reach_of
from command_center.signing_in.first_page import else_first_page
from command_center.streams.camera_alarms import alarm_rows
from command_center.streams.tile import tile_of
from command_center.streams.usual_views import accept_view
from command_center.streams.words import words
from command_center.venues.models import Camera, Venue

MOST_COLUMNS = 6
PICTURE_SHAPE = 16 / 9
WALL_SHAPE = 1.4
"""Width to height of what the alerts leave of a common screen."""


@require_GET
@never_cache
@else_first_page
@right("venues.view_camera", "alerts.view_alert", looks=True, filtered=True)
def wall(request: HttpRequest) -> HttpResponse:
    seen, told = (reach_of(request, one) for one in ("venues.view_camera", "alerts.view_alert"))
    cameras = Camera.objects.filter(seen.of("venue_id", "pk"), is_enabled=True)
    tiles = [
        tile_of(camera) for camera in cameras.select_related("venue").prefetch_related("zones")
    ]
    alerts = newest_rows(told)
    # Each picture tells of itself when it begins: see `live_trace`.
    wall = Thing("wall", detail={"cameras": [tile.id for tile in tiles]})
    looked_at(request, [wall, *shown_alerts(alerts)])
    context = {
        "cameras": tiles,
        "alerts": alerts,
        "unjudged": unjudged(told).count(),
        "alarms": alarm_rows(seen),
        "columns": columns(len(tiles)),
        "planned_venues": Venue.objects.filter(seen.of("pk"), plans__isnull=False)
        .distinct()
        .order_by("name"),
        "words": words(),
    }
    return render(request, "pages/wall/wall.html", context)


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


def columns(tiles: int) -> int:
    """Of the grid whose pictures are the widest; the fewest where several are."""

    def width(count: int) -> float:
        return min(WALL_SHAPE / count, PICTURE_SHAPE / math.ceil(max(tiles, 1) / count))

    return max(range(1, MOST_COLUMNS + 1), key=width)
