"""One recorded picture of a camera, on which an area is drawn: as it may appear to who asks."""

import cv2
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.blur.appearance import Appearance, as_it_may_appear
from command_center.footage.away_answer import says_when_away
from command_center.footage.run import Run, next_run
from command_center.journal.noting import Thing
from command_center.people.door import looked_at, right
from command_center.review.asked_stretch import instant
from command_center.review.search.motion.movement_search import LONGEST
from command_center.review.search.search_page import for_a_look
from command_center.venues.models import Camera
from detection.fragments.recorded import sample
from detection.motion_search.keyframes import KeyframeDecoder

JPEG_QUALITY = 80


@require_GET
@never_cache
@right("footage.view_segment", looks=True)
@for_a_look
@says_when_away
def recorded_still(request: HttpRequest, camera_id: int) -> HttpResponse:
    """The keyframe shown `at` (milliseconds since 1970), or the first one after it; 204: none."""
    camera, at = get_object_or_404(Camera, pk=camera_id), instant(request, "at")
    run = next_run(camera.pk, at, at + LONGEST, most_bytes=1)
    if run is None:
        looked_at(request, [])
        return HttpResponse(status=204)
    appearance = as_it_may_appear(request, _first_of(run), None)
    looked_at(request, [_thing(camera, appearance)])
    return HttpResponse(_jpeg(appearance.run), content_type="image/jpeg")


def _first_of(run: Run) -> Run:
    return Run(run.camera_id, run.init, run.pictures[:1], run.found, run.sources)


def _jpeg(run: Run) -> bytes:
    decoder = KeyframeDecoder(run.init)
    image = decoder.image(sample(run.pictures[0].data))
    if image is None:
        return b""
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()


def _thing(camera: Camera, appearance: Appearance) -> Thing:
    first = appearance.run.pictures[0]
    return Thing(
        "recorded_still",
        camera.pk,
        camera=camera.pk,
        venue=camera.venue_id,
        seen_from=first.at,
        seen_to=first.at,
        detail={"plain": appearance.is_plain},
    )
