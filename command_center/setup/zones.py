"""The zones and privacy masks of a camera, drawn on its picture."""

import json
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.setup.editor_words import editor_words
from command_center.setup.given_zones import MASK, faults, read
from command_center.setup.keeping import kept
from command_center.setup.zone_kinds import zone_kinds
from command_center.streams.tile import tile_of
from command_center.venues.camera_setup import put_masks, put_zones, setup_of
from command_center.venues.models import Camera
from command_center.venues.versions import latest_number


@right("venues.change_zone", looks=True)
@require_http_methods(["GET", "POST"])
@never_cache
def zones(request: HttpRequest, camera_id: int) -> HttpResponse:
    camera = get_object_or_404(Camera.objects.select_related("venue"), pk=camera_id)
    if request.method == "POST":
        return _save(request, camera)
    context = {
        "camera": camera,
        "tile": tile_of(camera),
        "editor": _editor(camera),
        "words": editor_words(),
        "next": _after(camera),
    }
    return render(request, "pages/zones/zones.html", context)


def _after(camera: Camera) -> Camera | None:
    """The next of its venue: who sets one up goes on with the others."""
    others = Camera.objects.filter(venue=camera.venue_id, name__gt=camera.name)
    return others.order_by("name").first()


def _editor(camera: Camera) -> dict[str, Any]:
    setup = setup_of(camera)
    masks = [{**mask, "kind": MASK, "parameters": {}} for mask in setup["masks"]]
    return {
        "camera": camera.pk,
        "version": latest_number(camera),
        "save_url": reverse("zones", args=[camera.pk]),
        "zones": [*setup["zones"], *masks],
        "kinds": zone_kinds(),
    }


def _save(request: HttpRequest, camera: Camera) -> JsonResponse:
    try:
        given = read(json.loads(request.body))
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"errors": [{"zone": None, "text": "no set of zones"}]}, status=400)
    found = faults(camera, given)
    if found:
        return JsonResponse({"errors": [fault._asdict() for fault in found]}, status=422)

    def put(locked: Camera) -> None:
        put_zones(locked, given.zones)
        put_masks(locked, given.masks)

    return kept(camera, given.based_on, cast(Agent, request.user), given.reason, put)
