"""The page of the timeline: which cameras are chosen, and what its scripts need to know."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.severity import SEVERITIES, SEVERITY_LABELS
from command_center.people.door import right
from command_center.people.reached import reach_of
from command_center.review.handing_on import handings_on
from command_center.review.look_reason import look_reason
from command_center.review.timeline import MOST_CAMERAS, reached_cameras
from command_center.review.timeline_words import timeline_words
from command_center.venues.models import KIND_LABELS, Camera

DAY_MS = 86_400_000
BEFORE_NOW = 0.97
"""Of the first view; the rest is ahead of the present."""


@dataclass(frozen=True, slots=True)
class Lane:
    """`time_zone`: of its venue, by whose clock its times are told."""

    id: int
    name: str
    venue: str
    time_zone: str
    pictures: str


@require_GET
@never_cache
@right("footage.view_segment", filtered=True)
def review(request: HttpRequest) -> HttpResponse:
    """The address says the whole view: `camera`, `at` and `span` in milliseconds.

    The page itself shows neither pictures nor alerts: what it asks for afterwards tells of itself.
    """
    if not look_reason(request):
        onward = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('look_reason')}?{onward}")
    cameras = _cameras(request)
    chosen = list(reached_cameras(request))
    lanes = {one.pk: _lane(one) for one in cameras if one.pk in chosen}
    context = {
        "cameras": cameras,
        "chosen": chosen,
        "most": MOST_CAMERAS,
        "lanes": [lanes[one] for one in chosen],
        "timeline": _told([lanes[one] for one in chosen], request),
        "kinds": [(kind.value, capfirst(label)) for kind, label in KIND_LABELS.items()],
        "severities": [(one.value, capfirst(label)) for one, label in SEVERITY_LABELS.items()],
        "handings_on": handings_on(request),
        "words": timeline_words(),
    }
    return render(request, "pages/review/review.html", context)


def _cameras(request: HttpRequest) -> "QuerySet[Camera]":
    reach = reach_of(request, "footage.view_segment")
    found = Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue")
    return found.only("name", "venue__name", "venue__time_zone").order_by("venue__name", "name")


def _lane(camera: Camera) -> Lane:
    return Lane(
        id=camera.pk,
        name=camera.name,
        venue=camera.venue.name,
        time_zone=camera.venue.time_zone,
        pictures=reverse("recorded_pictures", args=[camera.pk]),
    )


def _told(lanes: list[Lane], request: HttpRequest) -> dict[str, Any]:
    return {
        "address": reverse("review_timeline"),
        "lanes": [asdict(one) for one in lanes],
        "first": _first_view(lanes, request),
        "shows_alerts": bool(reach_of(request, "alerts.view_alert")),
        "kinds": {
            kind.value: {
                "label": str(capfirst(label)),
                "severity": SEVERITIES[kind].value,
                "severity_label": str(SEVERITY_LABELS[SEVERITIES[kind]]),
            }
            for kind, label in KIND_LABELS.items()
        },
    }


def _first_view(lanes: Sequence[Lane], request: HttpRequest) -> dict[str, Any] | None:
    """The last day, milliseconds since 1970, and where to ask for it: the browser does so while it
    still reads the scripts. None where the address says another view."""
    if {"at", "span"} & request.GET.keys():
        return None
    since = round(time.time() * 1000 - BEFORE_NOW * DAY_MS)
    stretch = [("from", since), ("until", since + DAY_MS)]
    asked = urlencode([*(("camera", one.id) for one in lanes), *stretch])
    return {**dict(stretch), "address": f"{reverse('review_timeline')}?{asked}"}
