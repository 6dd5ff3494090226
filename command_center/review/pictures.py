"""Recorded pictures, handed to a player: each answer is a consultation with its stretch."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.blur.appearance import Appearance, as_it_may_appear
from command_center.footage.away_answer import says_when_away
from command_center.footage.media import MEDIA_TYPE, as_media
from command_center.footage.models import Segment
from command_center.footage.parts import GROWS_FOR
from command_center.footage.run import Run, next_run
from command_center.journal.noting import Thing
from command_center.people.door import for_reason, looked_at, right
from command_center.review.asked_stretch import Stretch, asked_stretch, instant
from command_center.review.look_reason import keep_look_reason, look_reason
from command_center.venues.models import Camera

LONGEST = timedelta(minutes=2)
"""Of one answer: a player asks again before it has played it."""

REASON_FIRST = "Say first why you look at recordings: load the page anew."


@require_GET
@never_cache
@right("footage.view_segment", looks=True)
@says_when_away
def recorded_pictures(request: HttpRequest, camera_id: int) -> HttpResponse:
    reason = look_reason(request)
    if not reason:
        return HttpResponse(REASON_FIRST, status=403, content_type="text/plain; charset=utf-8")
    camera = get_object_or_404(Camera, pk=camera_id)
    stretch = asked_stretch(request, LONGEST)
    for_reason(request, reason)
    keep_look_reason(request)
    return answer(request, camera, stretch, "playback")


def answer(
    request: HttpRequest, camera: Camera, stretch: Stretch, kind: str, alert: int | None = None
) -> HttpResponse:
    """One fragmented MP4 from the last keyframe before the stretch on, as far as it is recorded
    without a break; times in it count from `origin`. 204 where nothing is recorded."""
    run = next_run(camera.pk, stretch.since, stretch.until)
    return answer_with(request, camera, run, stretch, kind, alert)


def answer_with(
    request: HttpRequest,
    camera: Camera,
    run: Run | None,
    stretch: Stretch,
    kind: str,
    alert: int | None = None,
) -> HttpResponse:
    """As `answer`, of pictures that were read already."""
    origin = instant(request, "origin")
    if run is None or run.pictures[0].decoded_at < origin:
        looked_at(request, [])
        return _nothing(camera, stretch)
    appearance = as_it_may_appear(request, run, alert)
    looked_at(request, [_thing(camera, appearance, kind, alert)])
    return _media(appearance, origin)


def _nothing(camera: Camera, stretch: Stretch) -> HttpResponse:
    """With the instant from which on it is worth asking again."""
    later = Segment.objects.filter(camera=camera, began_at__gte=stretch.until)
    found = later.order_by("began_at").values_list("began_at", flat=True).first()
    answer = HttpResponse(status=204)
    answer["X-Vigie-Next"] = _ms(found or max(stretch.until, timezone.now() - GROWS_FOR))
    return answer


def _media(appearance: Appearance, origin: datetime) -> HttpResponse:
    run = appearance.run
    found = HttpResponse(as_media(run, origin), content_type=MEDIA_TYPE)
    found["X-Vigie-Since"], found["X-Vigie-Until"] = _ms(run.since), _ms(run.until)
    found["X-Vigie-Codec"] = run.codec
    found["X-Vigie-Appearance"] = "plain" if appearance.is_plain else "blurred"
    return found


def _thing(camera: Camera, appearance: Appearance, kind: str, alert: int | None) -> Thing:
    run = appearance.run
    detail = {"plain": appearance.is_plain} | ({} if alert is None else {"alert": alert})
    return Thing(
        kind,
        camera.pk if alert is None else alert,
        camera=camera.pk,
        venue=camera.venue_id,
        seen_from=run.since,
        seen_to=run.until,
        detail=detail,
    )


def _ms(at: datetime) -> str:
    return str(round(at.timestamp() * 1000))
