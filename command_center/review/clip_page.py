"""An alert's clip: what it is, and its pictures, which play while it still grows."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.alerts.models import Alert
from command_center.footage.away_answer import says_when_away
from command_center.footage.clip_file import clip_run
from command_center.footage.clip_stretch import ClipStretch, clip_stretch
from command_center.footage.clips import WAITS
from command_center.footage.models import Clip, ClipState, MissingBecause
from command_center.footage.run import Run, next_run
from command_center.people.door import for_reason, looked_at, right
from command_center.review.asked_stretch import Stretch, asked_stretch
from command_center.review.pictures import LONGEST, answer_with
from command_center.streams.words import words

REASON = "Removing the doubt about an alert"
"""Why whoever opens an alert looks at its clip (Décret 2023-828, art. 2): nobody is asked."""


@require_GET
@never_cache
@right("alerts.view_alert")
def alert_clip(request: HttpRequest, alert_id: int) -> HttpResponse:  # noqa: ARG001
    """Instants in milliseconds since 1970; `until` null: the alert goes on, and the clip grows."""
    alert = _found(alert_id)
    clip, stretch = _clip(alert), clip_stretch(alert, timezone.now())
    return JsonResponse(_told(alert, clip, stretch))


@require_GET
@never_cache
@right("alerts.view_alert", looks=True)
@says_when_away
def alert_clip_pictures(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Only what lies within the clip. 204 where nothing is recorded, and outside of it: its end
    may have become known since it was asked for."""
    alert = _found(alert_id)
    for_reason(request, REASON)
    stretch = _within(asked_stretch(request, LONGEST), clip_stretch(alert, timezone.now()))
    if stretch is None:
        looked_at(request, [])
        return HttpResponse(status=204)
    run = _run(alert, stretch)
    return answer_with(request, alert.camera, run, stretch, "clip", alert.pk)


def _found(alert_id: int) -> Alert:
    return get_object_or_404(Alert.objects.select_related("camera__venue", "zone"), pk=alert_id)


def _clip(alert: Alert) -> Clip | None:
    return Clip.objects.select_related("file", "alert").filter(alert=alert).first()


def _run(alert: Alert, stretch: Stretch) -> Run | None:
    clip = _clip(alert)
    run = clip_run(clip, stretch.since, stretch.until) if clip else None
    return run or next_run(alert.camera_id, stretch.since, stretch.until)


def _within(asked: Stretch, clip: ClipStretch) -> Stretch | None:
    since = max(asked.since, clip.since)
    until = asked.until if clip.until is None else min(asked.until, clip.until)
    return Stretch(since, until) if since < until else None


def _told(alert: Alert, clip: Clip | None, stretch: ClipStretch) -> dict[str, Any]:
    zone = alert.zone
    return {
        "alert": {"id": alert.pk, "from": _ms(alert.started_at), "until": _ms(alert.ended_at)},
        "camera": {"id": alert.camera_id, "name": alert.camera.name},
        "zones": [{"name": zone.name, "polygon": zone.polygon}] if zone else [],
        "time_zone": alert.camera.venue.time_zone,
        "since": _ms(stretch.since),
        "until": _ms(stretch.until),
        "now": _ms(timezone.now()),
        "state": clip.state if clip else _state_without_clip(stretch),
        "is_shortened": stretch.is_shortened,
        "said": _said(clip, stretch),
        "words": {key: text for key, text in words().items() if key.startswith("label.")},
    }


def _state_without_clip(stretch: ClipStretch) -> str:
    """It is about to be entered; or the alert is from before there were clips."""
    is_young = stretch.until is None or timezone.now() < stretch.until + WAITS
    return ClipState.GROWING.value if is_young else "recordings"


def _said(clip: Clip | None, stretch: ClipStretch) -> str:
    """What there is to say about it besides its pictures; mostly nothing."""
    if clip is not None and clip.state == ClipState.MISSING:
        return _("No clip: %(why)s.") % {"why": MissingBecause(clip.missing).label}
    if clip is not None and clip.state == ClipState.READY and clip.file is None:
        return _("The clip was erased when it was due.")
    if stretch.is_shortened:
        return _("The alert lasts longer than its clip, which holds the first five minutes.")
    return ""


def _ms(at: Any) -> int | None:
    return None if at is None else round(at.timestamp() * 1000)
