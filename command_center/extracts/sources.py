"""What an extract was cut from: recordings with the digests that were taken while they were
recorded, and the times of which nothing is there."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_noop

from command_center.extracts.film import in_utc
from command_center.footage.models import Gap, Segment
from command_center.footage.opening import read_bytes
from command_center.footage.run import CONTIGUOUS

BARELY = timedelta(milliseconds=2)
"""What reaches in by less may hold no picture of it: instants are rounded."""

CHANGED = gettext_noop("A recording is not what it was when it was recorded.")


UNREADABLE = gettext_noop("A recording is away or damaged: it cannot be read.")


class Changed(Exception):
    """A recording is not what it was when it was recorded: the one at `path`."""

    def __init__(self, path: str) -> None:
        super().__init__(CHANGED)
        self.path = path


class Unreadable(Exception):
    """A recording is known, and is not to be read: the one at `path`."""

    def __init__(self, path: str) -> None:
        super().__init__(UNREADABLE)
        self.path = path


@dataclass(frozen=True, slots=True)
class Missing:
    """`cause` of a gap that was noted; empty where nobody noted why."""

    since: datetime
    until: datetime
    cause: str


def source_rows(paths: Iterable[str]) -> list[dict[str, object]]:
    """In order; raises `Changed`: what was changed since is not signed as if it were as recorded,
    and `FileNotFoundError`."""
    found = Segment.objects.filter(file__path__in=list(paths)).select_related("file")
    return [_row(one) for one in found.order_by("camera_id", "began_at")]


def check_none_is_left_out(
    camera_id: int, since: datetime, until: datetime, used: Collection[str]
) -> None:
    """Of the recordings that reach into the stretch. Raises `Unreadable`: what is away for a while
    must not look as if it had never been recorded."""
    reaching = Segment.objects.filter(
        camera_id=camera_id, began_at__lt=until - BARELY, ended_at__gt=since + BARELY
    )
    for path in reaching.order_by("began_at").values_list("file__path", flat=True):
        if path not in used:
            raise Unreadable(path)


def missing(camera_id: int, since: datetime, until: datetime) -> list[Missing]:
    """Times within the two of which nothing is recorded, with the cause where it is known."""
    reaching = Segment.objects.filter(camera_id=camera_id, began_at__lt=until, ended_at__gt=since)
    spans = reaching.order_by("began_at").values_list("began_at", "ended_at")
    noted = list(Gap.objects.filter(camera_id=camera_id, began_at__lt=until, ended_at__gt=since))
    found, covered = [], since
    for began_at, ended_at in [*spans, (until, until)]:
        if began_at - covered >= (CONTIGUOUS if covered > since else timedelta(milliseconds=1)):
            found.append(Missing(covered, began_at, _cause(noted, covered, began_at)))
        covered = max(covered, ended_at)
    return found


def _row(segment: Segment) -> dict[str, object]:
    path = segment.file.path
    if hashlib.sha256(read_bytes(path)).hexdigest() != segment.file.sha256:
        raise Changed(path)
    return {
        "path": path,
        "camera": segment.camera_id,
        "sha256": segment.file.sha256,
        "size_bytes": segment.file.size_bytes,
        "began_at": in_utc(segment.began_at),
        "ended_at": in_utc(segment.ended_at),
        "is_recovered": segment.is_recovered,
        "clock_offset_s": segment.clock_offset_s,
    }


def _cause(noted: list[Gap], since: datetime, until: datetime) -> str:
    """That of the longest gap within."""
    within = [one for one in noted if one.began_at < until and one.ended_at > since]
    longest = max(within, key=lambda one: one.ended_at - one.began_at, default=None)
    return longest.cause if longest else ""
