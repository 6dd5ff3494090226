"""What there is of a camera's recordings between two instants, the growing one too."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from command_center.footage.paths import day_folder, read_path
from command_center.footage.segment import Segment
from command_center.retention.folder import footage_folder

GROWS_FOR = timedelta(minutes=2)
"""What is younger may not be in the index yet."""

LONGEST = timedelta(minutes=5)
"""No segment lasts so long; bounds how far back one is looked for that reaches in."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file with pictures from `began_at` on; `segment` None: it is not in the index yet.

    `pts`: the presentation time (1/90000 s) of `began_at`; None: the file says it.
    """

    path: str
    began_at: datetime
    segment: Segment | None = None


def parts(camera_id: int, since: datetime, until: datetime) -> list[Part]:
    """In order."""
    reaching = Q(began_at__lt=until, began_at__gt=since - LONGEST, ended_at__gt=since)
    rows = Segment.objects.filter(reaching, camera_id=camera_id).select_related("file")
    known = [Part(row.file.path, row.began_at, row) for row in rows.order_by("began_at")]
    if until < timezone.now() - GROWS_FOR:
        return known
    return known + _growing(camera_id, since, until)


def _growing(camera_id: int, since: datetime, until: datetime) -> list[Part]:
    """From the folder: files of the last minutes without a row."""
    now = timezone.now()
    days = {day_folder(camera_id, at) for at in (now - GROWS_FOR, now)}
    found = []
    for day in sorted(days):
        for place in (footage_folder() / day).glob("*.mp4"):
            name = read_path(f"{day}/{place.name}")
            if name and now - GROWS_FOR - LONGEST < name.began_at < until:
                found.append(Part(f"{day}/{place.name}", name.began_at))
    paths = [one.path for one in found]
    entered = set(Segment.objects.filter(file__path__in=paths).values_list("file__path", flat=True))
    new = sorted((one for one in found if one.path not in entered), key=lambda one: one.began_at)
    ends = [*(one.began_at for one in new[1:]), now]
    return [one for one, end in zip(new, ends, strict=False) if end > since]
