"""When each camera was last recorded: by the file that grows, or by the index."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db.models import Max
from django.utils import timezone

from command_center.footage.models import Segment
from command_center.footage.paths import day_folder
from command_center.retention.folder import footage_folder
from command_center.retention.stock import Stock

ENTERED_WITHIN = timedelta(minutes=10)
"""What is older is counted in the camera's stock."""


def last_recorded(camera_ids: Iterable[int]) -> dict[int, datetime]:
    """Of those of which anything is recorded. A file that grows is seen where its folder is shared;
    where it is not, some thirty seconds later by its row."""
    ids = list(camera_ids)
    now = timezone.now()
    stock = Stock.objects.filter(camera__in=ids).values_list("camera_id", "newest_at")
    since = now - ENTERED_WITHIN
    entered = Segment.objects.filter(camera__in=ids, began_at__gt=since).order_by()
    newest = entered.values_list("camera_id").annotate(at=Max("ended_at"))
    grown = [(one, at) for one in ids if (at := _grown(one, now)) is not None]
    found: dict[int, datetime] = {}
    for camera_id, at in [*stock, *newest, *grown]:
        found[camera_id] = max(at, found.get(camera_id, at))
    return found


def _grown(camera_id: int, now: datetime) -> datetime | None:
    """When its newest file was last written: names sort by time."""
    for at in (now, now - timedelta(days=1)):
        folder = footage_folder() / day_folder(camera_id, at)
        with suppress(OSError, ValueError):
            newest = max(folder.glob("*.mp4"), key=_name)
            return datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    return None


def _name(path: Path) -> str:
    return path.name
