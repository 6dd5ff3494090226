"""Which alerts have clips, which are due, and what becomes of each."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.footage.camera_recording import Mode, recording_of, recordings_of
from command_center.footage.clip import Clip, ClipState, MissingBecause
from command_center.footage.clip_cutter import ROUNDED, Cut, cut, prepare, source
from command_center.footage.clip_part import ClipPart
from command_center.footage.clip_stretch import clip_stretch
from command_center.footage.parts import Part
from command_center.footage.segment import Segment
from command_center.retention.classes import RetentionClass
from command_center.retention.models import StoredFile
from command_center.retention.storing import Written, enter

WRITTEN_WITHIN = timedelta(seconds=0.6)
"""After it was taken a picture is on the disk: one picture's time and the scribe's round."""

PREPARED_AFTER = timedelta(seconds=40)
"""A recording lasts thirty seconds: what is shorter is cut at once."""

WAITS = timedelta(seconds=60)
"""For recordings of which there is nothing yet: a storage that does not answer, a crash."""

LOOKS_BACK = timedelta(days=1)
"""For alerts without a row of theirs; what is delivered later still has its recordings."""

Growing = tuple[int, datetime | None]
"""Of a clip that waits: its alert, and when it is due; None while the alert goes on."""

logger = logging.getLogger(__name__)


def cut_due(now: datetime | None = None) -> int:
    """One round; how many were settled. Raises what the database does while it is away, and
    `OSError` where the storage takes nothing: the next round tries again."""
    now = now or timezone.now()
    enter_new(now)
    return sum(settle(number, now) for number in due(now))


def enter_new(now: datetime) -> None:
    """A row for each new alert, so that it is found until it is cut."""
    recent = Alert.objects.filter(started_at__gt=now - LOOKS_BACK)
    without = recent.filter(~Exists(Clip.objects.filter(alert=OuterRef("pk")))).order_by("pk")
    for alert in without:
        since = clip_stretch(alert, now).since
        Clip.objects.bulk_create([Clip(alert=alert, since=since)], ignore_conflicts=True)


def due(now: datetime) -> list[int]:
    """Those whose post-roll has passed, or whose alert goes on too long."""
    return [number for number, at in growing(now) if at is not None and at <= now]


def next_due(found: Iterable[Growing], now: datetime) -> datetime | None:
    """When the next one of these will be, of those whose end is known."""
    return min((at for _, at in found if at is not None and at > now), default=None)


def growing(now: datetime) -> list[Growing]:
    clips = Clip.objects.filter(state=ClipState.GROWING).select_related("alert").order_by("pk")
    alerts = [clip.alert for clip in clips]
    recordings = recordings_of({alert.camera_id for alert in alerts})
    known = (
        (alert.pk, clip_stretch(alert, now, recordings[alert.camera_id]).until) for alert in alerts
    )
    return [(number, until and until + WRITTEN_WITHIN) for number, until in known]


def settle(alert_id: int, now: datetime) -> bool:
    """Cut, or found missing. False: it waits, or another process is at it.

    Killed anywhere, it is settled by the next round: the row is locked by who cuts, and the file
    becomes known in the same transaction.
    """
    with transaction.atomic():
        mine = Clip.objects.select_for_update(skip_locked=True, of=("self",))
        clip = mine.filter(pk=alert_id, state=ClipState.GROWING).select_related("alert").first()
        if clip is None:
            return False
        stretch = clip_stretch(clip.alert, now)
        if stretch.until is None:
            return False
        clip.since, clip.until = stretch.since, stretch.until
        clip.is_shortened, clip.cut_at = stretch.is_shortened, now
        part = ClipPart.from_json(clip.prepared)
        done = cut(clip.alert, stretch.since, stretch.until, part)
        if done is None and not _is_given_up(clip, now):
            return False
        _fill(clip, done)
        clip.save()
    return True


def prepare_growing(now: datetime) -> int:
    """Of alerts that go on for long, what is recorded whole by now is cut already: then little is
    left when the post-roll has passed. How many went on."""
    old = Clip.objects.filter(state=ClipState.GROWING, alert__started_at__lt=now - PREPARED_AFTER)
    return sum(_prepare(number, now) for number in old.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _prepare(alert_id: int, now: datetime) -> bool:
    """Up to the end of the last whole recording: the next picture is a keyframe."""
    mine = Clip.objects.select_for_update(skip_locked=True, of=("self",))
    clip = mine.filter(pk=alert_id, state=ClipState.GROWING).select_related("alert").first()
    if clip is None:
        return False
    stretch, part = clip_stretch(clip.alert, now), ClipPart.from_json(clip.prepared)
    last = _whole_until(clip.alert.camera_id, stretch.since, stretch.until or now)
    if last is None or (part is not None and last <= part.ended_at + ROUNDED):
        return False
    part = prepare(clip.alert, stretch.since, last - ROUNDED, part)
    if part is not None:
        clip.prepared = part.to_json()
        clip.save(update_fields=["prepared"])
    return part is not None


def _whole_until(camera_id: int, since: datetime, until: datetime) -> datetime | None:
    whole = Segment.objects.filter(camera_id=camera_id, began_at__lt=until, ended_at__lte=until)
    at: datetime | None = whole.filter(ended_at__gt=since).aggregate(at=Max("ended_at"))["at"]
    return at


def _is_given_up(clip: Clip, now: datetime) -> bool:
    assert clip.until is not None
    if recording_of(clip.alert.camera_id).mode == Mode.OFF:
        return True
    return now > max(clip.until, clip.alert.raised_at) + WAITS


def _fill(clip: Clip, done: Cut | None) -> None:
    if done is None:
        is_off = recording_of(clip.alert.camera_id).mode == Mode.OFF
        clip.state = ClipState.MISSING
        clip.missing = MissingBecause.NOT_RECORDED if is_off else MissingBecause.NOTHING_THERE
        return
    part = done.part
    clip.state = ClipState.READY
    clip.file = _enter(clip.alert, done)
    clip.began_at, clip.ended_at = part.began_at, part.ended_at
    clip.pictures, clip.sources = part.pictures, list(part.sources)
    clip.is_traced = all(one["sha256"] for one in part.sources)
    clip.prepared = {}


def _enter(alert: Alert, done: Cut) -> StoredFile:
    camera = alert.camera
    return enter(
        Written(
            what=RetentionClass.CLIPS,
            path=done.part.path,
            venue=camera.venue,
            camera=camera,
            captured_from=done.part.first_at,
            captured_until=done.part.ended_at,
            alert=alert,
            sha256=done.sha256,
        )
    )


def trace(now: datetime) -> None:
    """Adds the hashes of segments that still grew when a clip was cut out of them."""
    for clip in Clip.objects.filter(is_traced=False, cut_at__gt=now - LOOKS_BACK):
        paths = [one["path"] for one in clip.sources]
        rows = Segment.objects.filter(file__path__in=paths).select_related("file")
        known = {one.file.path: source(Part(one.file.path, one.began_at, one)) for one in rows}
        sources = [known.get(one["path"], one) for one in clip.sources]
        if sources != clip.sources:
            clip.sources = sources
            clip.is_traced = all(one["sha256"] for one in sources)
            clip.save(update_fields=["sources", "is_traced"])
