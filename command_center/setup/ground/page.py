"""The ground of a camera: points of its picture whose places in metres are known."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from command_center.people.door import right
from command_center.people.models import Agent
from command_center.setup.given_zones import LONGEST_REASON
from command_center.setup.ground.given import GivenGround, read
from command_center.setup.ground.preview import preview
from command_center.setup.ground.refusals import ground_is_needed, unknown_points
from command_center.setup.ground.templates import Template, plan, templates
from command_center.setup.ground.trial import tried
from command_center.setup.ground.words import ground_words
from command_center.setup.keeping import kept
from command_center.streams.tile import tile_of
from command_center.venues.models import Camera
from command_center.venues.versions import latest_number
from detection.ground import Ground


@right("venues.change_zone", looks=True)
@require_http_methods(["GET", "POST"])
@never_cache
def ground(request: HttpRequest, camera_id: int) -> HttpResponse:
    camera = get_object_or_404(Camera.objects.select_related("venue"), pk=camera_id)
    if request.method == "POST":
        return _save(request, camera)
    context = {
        "camera": camera,
        "tile": tile_of(camera),
        "editor": _editor(camera),
        "words": ground_words(),
    }
    return render(request, "pages/ground/ground.html", context)


@right("venues.change_zone")
@require_POST
def ground_try(request: HttpRequest, camera_id: int) -> JsonResponse:
    """The page asks this at each move of a point. It could compute itself, but then two programs
    would have to agree on what a ground is; the answer takes a few milliseconds."""
    get_object_or_404(Camera.objects.only("pk"), pk=camera_id)
    try:
        given = read(json.loads(request.body))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return _refused("no ground", status=400)
    return JsonResponse(preview(given))


def _editor(camera: Camera) -> dict[str, Any]:
    return {
        "camera": camera.pk,
        "version": latest_number(camera),
        "save_url": reverse("ground", args=[camera.pk]),
        "try_url": reverse("ground_try", args=[camera.pk]),
        "points": camera.ground or [],
        "templates": [_template(template) for template in templates()],
    }


def _template(template: Template) -> dict[str, Any]:
    """With its plan at the usual dimensions, so that it is there at once."""
    usual = {one.name: one.usual for one in template.dimensions}
    return {
        "name": template.name,
        "label": template.label,
        "dimensions": [asdict(one) for one in template.dimensions],
        "plan": plan(template, usual),
    }


def _save(request: HttpRequest, camera: Camera) -> JsonResponse:
    try:
        sent = json.loads(request.body)
        given, based_on, reason = read(sent), int(sent["based_on"]), str(sent["reason"]).strip()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return _refused("no ground", status=400)
    if not 0 < len(reason) <= LONGEST_REASON:
        return _refused(_("Say in a few words why: it is kept with the change."))
    found = _wanted(camera, given)
    if isinstance(found, str):
        return _refused(found)
    put = _put(found)
    return kept(camera, based_on, cast(Agent, request.user), reason, put)


def _wanted(camera: Camera, given: GivenGround) -> Ground | str | None:
    """None to remove it; words where it cannot be."""
    if not given.points:
        return ground_is_needed(camera)
    trial = tried(given)
    if trial.refusal:
        return trial.refusal.text
    unknown = set(range(1, len(given.points) + 1)) - set(trial.located.numbers)
    return unknown_points(sorted(unknown)) if unknown else trial.ground


def _put(wanted: Ground | None) -> Callable[[Camera], None]:
    def put(camera: Camera) -> None:
        camera.ground = wanted and [
            {"image": list(point.image), "metres": [round(value, 4) for value in point.metres]}
            for point in wanted.points
        ]
        camera.full_clean(validate_unique=False)
        camera.save(update_fields=["ground"])

    return put


def _refused(text: str, status: int = 422) -> JsonResponse:
    return JsonResponse({"errors": [{"zone": None, "text": text}]}, status=status)
