"""What a page of results shows of each alert."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from command_center.alerts.models import Alert
from command_center.alerts.rows import AlertRow, alert_row
from command_center.footage.models import Segment
from command_center.footage.parts import GROWS_FOR, LONGEST, parts
from command_center.retention.models import StoredFile

BEFORE = timedelta(seconds=5)
"""Of the alert's start: where seeing again begins."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`at` by the clock of its venue. `has_pictures`: something of it can be seen again."""

    alert: AlertRow
    venue: str
    at: datetime
    lasts_s: int | None
    has_pictures: bool
    seen_at_ms: int


def result_rows(alerts: Sequence[Alert]) -> list[ResultRow]:
    seen = _with_pictures([one.pk for one in alerts]) | _growing(alerts)
    return [_row(one, one.pk in seen) for one in alerts]


def _row(alert: Alert, has_pictures: bool) -> ResultRow:
    venue = alert.camera.venue
    lasts_s = (alert.ended_at - alert.started_at).total_seconds() if alert.ended_at else None
    return ResultRow(
        alert=alert_row(alert),
        venue=venue.name,
        at=alert.started_at.astimezone(ZoneInfo(venue.time_zone)),
        lasts_s=None if lasts_s is None else round(lasts_s),
        has_pictures=has_pictures,
        seen_at_ms=round((alert.started_at - BEFORE).timestamp() * 1000),
    )


def _with_pictures(numbers: Sequence[int]) -> set[int]:
    """Those with a clip, or with recordings at their start."""
    start = OuterRef("started_at")
    around = Q(began_at__lte=start, began_at__gt=start - LONGEST, ended_at__gt=start)
    recorded = Segment.objects.filter(around, camera=OuterRef("camera_id"))
    clips = StoredFile.objects.filter(alert=OuterRef("pk"), captured_from__lt=timezone.now())
    found = Alert.objects.filter(Exists(recorded) | Exists(clips), pk__in=numbers)
    return set(found.order_by().values_list("pk", flat=True))


def _growing(alerts: Sequence[Alert]) -> set[int]:
    """Of the last minutes: the file with their pictures may not be in the index yet."""
    young = [one for one in alerts if one.started_at > timezone.now() - GROWS_FOR]
    seen: set[int] = set()
    for camera_id in {one.camera_id for one in young}:
        here = [one for one in young if one.camera_id == camera_id]
        oldest = min(one.started_at for one in here)
        begun = [one.began_at for one in parts(camera_id, oldest, timezone.now())]
        seen |= {one.pk for one in here if any(at <= one.started_at for at in begun)}
    return seen
