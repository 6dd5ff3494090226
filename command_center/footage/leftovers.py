"""Recordings without a row whose recorder lives no more."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.db.models import Max
from django.db.models.functions import Now

from command_center.footage.paths import RECORDINGS, RecordingName, read_path
from command_center.leases.lease import LEASE_S
from command_center.leases.models import Lease
from command_center.retention.folder import footage_folder
from command_center.retention.models import StoredFile

UNTOUCHED_OVER_S = LEASE_S
"""Of a lease that another follows, or that was given up: its worker enters what it finishes."""

UNTOUCHED_EXPIRED_S = 60.0
"""Two segments. Of one that has expired and that nobody took: the database may have been away."""

UNTOUCHED_HELD_S = 600.0
"""Of a worker that lives: one that its storage or the database refused."""

RECENT = timedelta(hours=2)
ASKED_AT_ONCE = 1000


def recent_leftovers() -> list[str]:
    """Begun within two hours; the others are looked for when a worker starts, and each hour."""
    since = datetime.now(UTC) - RECENT
    days = {f"{at:%Y%m%d}" for at in (since, datetime.now(UTC))}
    names = (one for day in days for one in _names(day))
    return _left([one for one in names if one[1].began_at >= since])


def all_leftovers() -> Iterator[str]:
    for folder in sorted((footage_folder() / RECORDINGS).glob("*/*")):
        yield from _left(list(_names_in(f"{RECORDINGS}/{folder.parent.name}/{folder.name}")))


def written(paths: Iterable[str]) -> list[str]:
    """Of these, those whose recorder may live."""
    named = [(path, name) for path in paths if (name := read_path(path))]
    left = set(_of_the_dead(named))
    return [path for path, _ in named if path not in left]


def _names(day: str) -> Iterator[tuple[str, RecordingName]]:
    for folder in (footage_folder() / RECORDINGS).glob(f"*/{day}"):
        yield from _names_in(f"{RECORDINGS}/{folder.parent.name}/{day}")


def _names_in(folder: str) -> Iterator[tuple[str, RecordingName]]:
    with suppress(FileNotFoundError, NotADirectoryError):
        for place in (footage_folder() / folder).iterdir():
            path = f"{folder}/{place.name}"
            if name := read_path(path):
                yield path, name


def _left(named: Sequence[tuple[str, RecordingName]]) -> list[str]:
    """Those of the dead without a row, oldest first."""
    without_row = []
    for start in range(0, len(named), ASKED_AT_ONCE):
        some = dict(named[start : start + ASKED_AT_ONCE])
        known = StoredFile.objects.filter(path__in=list(some)).values_list("path", flat=True)
        without_row += [(path, some[path]) for path in some.keys() - set(known)]
    return _of_the_dead(sorted(without_row, key=lambda one: one[1].began_at))


def _of_the_dead(named: Sequence[tuple[str, RecordingName]]) -> list[str]:
    old = [(*one, age_s) for one in named if (age_s := _untouched_s(one[0])) >= UNTOUCHED_OVER_S]
    waits = _waits([name for _, name, _ in old]) if old else {}
    return [
        path
        for path, name, age_s in old
        if age_s >= waits.get((name.camera_id, name.fence), UNTOUCHED_OVER_S)
    ]


def _waits(names: Sequence[RecordingName]) -> dict[tuple[int, int], float]:
    """Camera and fence of leases that are not over, and how long a file of theirs is left."""
    leases = Lease.objects.filter(camera__in={name.camera_id for name in names})
    latest = set(leases.order_by().values_list("camera_id").annotate(Max("fence")))
    going_on = leases.filter(given_up_at=None, fence__in={name.fence for name in names})
    held = going_on.filter(renewed_at__gt=Now() - timedelta(seconds=LEASE_S))
    waits = dict.fromkeys(going_on.values_list("camera_id", "fence"), UNTOUCHED_EXPIRED_S)
    waits |= dict.fromkeys(held.values_list("camera_id", "fence"), UNTOUCHED_HELD_S)
    return {lease: wait_s for lease, wait_s in waits.items() if lease in latest}


def _untouched_s(path: str) -> float:
    """-1 where it is gone."""
    try:
        return time.time() - (footage_folder() / path).stat().st_mtime
    except OSError:
        return -1.0
