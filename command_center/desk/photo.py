"""The picture by which an alert was found, small, with what was found framed in it."""

from datetime import timedelta

import cv2
import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.models import Alert
from command_center.blur.appearance import Appearance, as_it_may_appear
from command_center.blur.coded_run import coded
from command_center.footage.away_answer import says_when_away
from command_center.footage.clip_file import clip_run
from command_center.footage.models import Clip
from command_center.footage.run import Run, next_run
from command_center.journal.noting import Thing
from command_center.people.door import for_reason, looked_at, right
from command_center.review.clip_page import REASON
from detection.blur.coded import decoded
from detection.fragments.initialised import avcc_of
from detection.frame import Image
from detection.source.reading import to_image

WIDEST_PX = 640
JPEG_QUALITY = 78
A_MOMENT = timedelta(milliseconds=1)
UNDER, FRAME = (0, 0, 0), (255, 255, 255)
"""Seen on any ground: a white line on a black one."""


@require_GET
@never_cache
@right("alerts.view_alert", looks=True)
@says_when_away
def alert_photo(request: HttpRequest, alert_id: int) -> HttpResponse:
    """JPEG; 204 where nothing is recorded of that instant."""
    alert = get_object_or_404(Alert.objects.select_related("camera"), pk=alert_id)
    for_reason(request, REASON)
    run = _run(alert)
    if run is None:
        return _nothing(request)
    appearance = as_it_may_appear(request, run, alert.pk)
    image = _last_of(appearance.run)
    if image is None:
        return _nothing(request)
    looked_at(request, [_thing(alert, appearance)])
    return HttpResponse(_jpeg(image, alert.box), content_type="image/jpeg")


def _nothing(request: HttpRequest) -> HttpResponse:
    looked_at(request, [])
    return HttpResponse(status=204)


def _run(alert: Alert) -> Run | None:
    """From the keyframe before up to the picture of that instant: of the clip, or of recordings."""
    at = alert.found_at or alert.started_at
    clip = Clip.objects.select_related("file", "alert").filter(alert=alert).first()
    run = clip_run(clip, at, at + A_MOMENT) if clip else None
    return run or next_run(alert.camera_id, at, at + A_MOMENT)


def _last_of(run: Run) -> Image | None:
    """None where it cannot be decoded."""
    last = None
    for last in decoded(avcc_of(run.init), (coded(run, one) for one in run.pictures)):  # noqa: B007
        pass
    return None if last is None else to_image(last)


def _jpeg(image: Image, box: list[float]) -> bytes:
    """`box` in fractions: drawn on what is shown, so that it hides nothing of what it frames."""
    height_px, width_px = image.shape[:2]
    scale = min(1.0, WIDEST_PX / width_px)
    size_px = round(width_px * scale), round(height_px * scale)
    small = cv2.resize(image, size_px, interpolation=cv2.INTER_AREA)
    corners = np.array(box).reshape(2, 2).clip(0, 1) * (np.array(size_px) - 1)
    start, end = (tuple(int(value) for value in corner) for corner in corners.round())
    for colour, thickness_px in ((UNDER, 3), (FRAME, 1)):
        cv2.rectangle(small, start, end, colour, thickness_px)
    return cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()


def _thing(alert: Alert, appearance: Appearance) -> Thing:
    run = appearance.run
    return Thing(
        "alert_photo",
        alert.pk,
        camera=alert.camera_id,
        venue=alert.camera.venue_id,
        seen_from=run.until - run.pictures[-1].lasts,
        seen_to=run.until,
        detail={"plain": appearance.is_plain},
    )
