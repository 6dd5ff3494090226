"""The wall: live pictures as this person arranges them, and the desk beside them."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.desk.queue import desk_context
from command_center.desk.shown import shown_situations
from command_center.desk.words import desk_words
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.models import Agent
from command_center.people.reached import reach_of
from command_center.signing_in.first_page import else_first_page
from command_center.streams.camera_alarms import alarm_rows
from command_center.streams.tile import tile_of
from command_center.venues.models import Camera, Venue
from command_center.wall.offered import changeable, offered
from command_center.wall.shown_wall import ShownWall, shown_wall
from command_center.wall.words import wall_words

TOUR_SECONDS = (10, 20, 30, 60)


@require_GET
@never_cache
@else_first_page
@right("venues.view_camera", "alerts.view_alert", looks=True, filtered=True)
def wall(request: HttpRequest) -> HttpResponse:
    """`?layout=N` (or `all`), `?window=N`: the second window and others show pictures only."""
    agent = cast(Agent, request.user)
    shown, seen = shown_wall(agent, request.GET), reach_of(request, "venues.view_camera")
    desk = desk_context(request) if shown.window == 1 else {}
    situations = shown_situations(request, desk["queue"]) if desk else []
    # Each picture tells of itself when it begins: see `live_trace`.
    looked_at(request, [_thing(shown), *situations])
    context = {
        "wall": shown,
        "layouts": offered(agent),
        "may_change": shown.layout and changeable(agent).filter(pk=shown.layout.pk).exists(),
        **desk,
        "alarms": alarm_rows(seen),
        "planned_venues": Venue.objects.filter(seen.of("pk"), plans__isnull=False)
        .distinct()
        .order_by("name"),
        "tour_seconds": TOUR_SECONDS,
        "words": {**wall_words(), **desk_words()},
    }
    return render(request, "pages/wall/wall.html", context)


@require_GET
@never_cache
@right("venues.view_camera")
def wall_tile(request: HttpRequest, camera_id: int) -> HttpResponse:
    """A tile that the layout does not hold: an alert's camera takes the first place."""
    cameras = Camera.objects.select_related("venue").prefetch_related("zones")
    camera = get_object_or_404(cameras, pk=camera_id, is_enabled=True)
    return render(request, "pages/wall/tile.html", {"tile": tile_of(camera)})


def _thing(shown: ShownWall) -> Thing:
    detail: dict[str, object] = {"cameras": [tile.id for tile in shown.tiles]}
    if shown.layout:
        detail["layout"] = str(shown.layout)
    return Thing("wall", detail=detail)
