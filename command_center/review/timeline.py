"""What a timeline shows of some cameras between two instants, as its page asks for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.journal.models import Log
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.people.reached import reach_of
from command_center.review.asked_stretch import asked_stretch, instant
from command_center.review.growing import growing
from command_center.review.held_times import held_times
from command_center.review.spans import Window, gap_spans, recorded_spans
from command_center.review.timeline_alerts import (
    TimelineAlert,
    numbers_by_camera,
    timeline_alerts,
)
from command_center.review.unseeing import unseeing_times
from command_center.venues.models import Camera

LONGEST = timedelta(days=32)
MOST_CAMERAS = 16
DRAWN_APART = 2000
"""Times of this share of the stretch are less than a point on a wide screen."""


@require_GET
@never_cache
@right("footage.view_segment", looks=True, filtered=True)
def review_timeline(request: HttpRequest) -> HttpResponse:
    """Instants in milliseconds since 1970. `alerts_from`: who asks has the alerts up to then.

    A consultation of the alerts that it names, as a list of alerts is; what is recorded, missing
    or held names nobody.
    """
    venues = reached_cameras(request)
    window = _window(request, list(venues))
    alerts = _alerts(request, window)
    looked_at(request, _things(alerts, venues))
    return JsonResponse(_drawn(request, window) | {"alerts": alerts})


def reached_cameras(request: HttpRequest) -> dict[int, int]:
    """Those of the address that the agent's right reaches, in its order → their venues."""
    asked = list(dict.fromkeys(_numbers(request.GET.getlist("camera"))))
    reach = reach_of(request, "footage.view_segment")
    found = Camera.objects.filter(reach.of("venue_id", "pk"), pk__in=asked).order_by()
    venues = dict(found.values_list("pk", "venue_id"))
    return {one: venues[one] for one in asked if one in venues}


def _numbers(texts: Sequence[str]) -> list[int]:
    if len(texts) > MOST_CAMERAS or not all(one.isascii() and one.isdigit() for one in texts):
        raise BadRequest(f"“camera” is to be the number of a camera, {MOST_CAMERAS} times at most.")
    return [int(one[:18]) for one in texts]


def _window(request: HttpRequest, cameras: Sequence[int]) -> Window:
    stretch = asked_stretch(request, LONGEST)
    apart = (stretch.until - stretch.since) / DRAWN_APART
    return Window(cameras, stretch.since, stretch.until, apart)


def _alerts(request: HttpRequest, window: Window) -> list[TimelineAlert]:
    if "alerts_from" in request.GET:
        window = replace(window, since=max(window.since, instant(request, "alerts_from")))
    if window.since >= window.until:
        return []
    return timeline_alerts(window, reach_of(request, "alerts.view_alert"))


def _drawn(request: HttpRequest, window: Window) -> dict[str, Any]:
    now = timezone.now()
    reach = reach_of(request, "retention.view_hold")
    return {
        "from": _ms(window.since),
        "until": _ms(window.until),
        "now": _ms(now),
        "cameras": list(window.cameras),
        "recorded": [_row(one.camera_id, one.since, one.until) for one in recorded_spans(window)],
        "growing": [_row(*one) for one in growing(window, now)],
        "gaps": [_row(one.camera_id, one.since, one.until, one.cause) for one in gap_spans(window)],
        "unseeing": [
            _row(one.camera_id, one.since, one.until, one.state, one.reason)
            for one in unseeing_times(window, now)
        ],
        "held": [
            _row(one.camera_id, one.since, one.until, one.reference)
            for one in held_times(window, reach, now)
        ],
    }


def _things(alerts: Sequence[TimelineAlert], venues: dict[int, int]) -> list[Thing]:
    return [
        Thing("alerts", "", camera, venues[camera], log=Log.ALGORITHMIC, detail={"alerts": shown})
        for camera, shown in numbers_by_camera(alerts).items()
    ]


def _row(camera_id: int, since: datetime, until: datetime, *said: str) -> list[int | str]:
    return [camera_id, _ms(since), _ms(until), *said]


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
