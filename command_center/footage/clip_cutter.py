"""Cuts one clip out of the recordings, bit-exact: the coded pictures as the camera sent them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from uuid import uuid4

from command_center.alerts.models import Alert
from command_center.footage.clip_part import ClipPart
from command_center.footage.media import as_media, ticks
from command_center.footage.parts import Part
from command_center.footage.run import Run, next_run, runs
from command_center.retention.folder import place_of
from detection.digest import digest
from detection.fragments.timed import taken_at

CLIPS, PART = "clips", ".part"
ROUNDED = timedelta(milliseconds=5)


@dataclass(frozen=True, slots=True)
class Cut:
    """What was cut: `part`, whose path is the clip's now, and the SHA-256 of its file."""

    part: ClipPart
    sha256: str


def cut(alert: Alert, since: datetime, until: datetime, part: ClipPart | None = None) -> Cut | None:
    """Going on from what was prepared. None: nothing is recorded there. Raises `OSError`.

    What is named `….mp4` is whole. Whoever calls holds the clip's row, so whatever else lies in its
    folder was left by somebody who died.
    """
    whole = prepare(alert, since, until, part)
    if whole is None:
        return None
    path = whole.path.removesuffix(PART) + ".mp4"
    os.truncate(place_of(whole.path), whole.size_bytes)
    sha256 = digest(place_of(whole.path))
    place_of(whole.path).rename(place_of(path))
    return Cut(replace(whole, path=path), sha256)


def prepare(
    alert: Alert, since: datetime, until: datetime, part: ClipPart | None = None
) -> ClipPart | None:
    """What is recorded until then, on the disk; only the new of it is written. All of it where
    `part` does not belong to it any more."""
    if part is None or part.since != since or part.ended_at > until or not part.is_there():
        part = None
        empty(f"{CLIPS}/{alert.pk}")
    for run in _coded_alike(alert, part, since, until):
        new = _after(part.ended_at, run) if part else run
        if new.pictures:
            part = part or ClipPart.begun(f"{CLIPS}/{alert.pk}/{uuid4().hex}{PART}", since, run)
            part = _with(part, new)
    return part


def empty(folder: str) -> None:
    place = place_of(folder)
    if place.is_dir():
        for one in place.iterdir():
            one.unlink(missing_ok=True)
        with suppress(OSError):
            place.rmdir()


def _coded_alike(
    alert: Alert, part: ClipPart | None, since: datetime, until: datetime
) -> Iterator[Run]:
    """As what was seen when the alert began: one file has one coding."""
    if part is not None:
        init = part.init()
        return (run for run in runs(alert.camera_id, part.ended_at, until) if run.init == init)
    begin = next_run(alert.camera_id, alert.started_at, until, most_bytes=1)
    found = runs(alert.camera_id, since, until)
    first = next((one for one in found if begin is None or one.init == begin.init), None)
    if first is None:
        return iter(())
    return chain([first], (one for one in found if one.init == first.init))


def _with(part: ClipPart, run: Run) -> ClipPart:
    init = b"" if part.pictures else run.init
    written = part.with_written(init + _content(run, part.began_at))
    known = {one["path"]: one for one in part.sources}
    known |= {one.path: source(one) for one in run.sources}
    return replace(
        written,
        init_bytes=part.init_bytes or len(init),
        ended_at=max(part.ended_at, run.until),
        pictures=part.pictures + len(run.pictures),
        sources=tuple(known.values()),
    )


def _after(end: datetime, run: Run) -> Run:
    """A run begins with the keyframe before; of what was written already nothing again."""
    pictures = run.pictures
    starts = (n for n, one in enumerate(pictures) if one.keyframe and one.at > end - ROUNDED)
    pictures = pictures[next(starts, len(pictures)) :]
    found = [one for one in run.found if one.at > end - ROUNDED]
    return replace(run, pictures=pictures, found=found)


def _content(run: Run, began_at: datetime) -> bytes:
    """It tells the time of its first picture itself, besides what was found."""
    first = run.pictures[0]
    media = as_media(run, began_at)[len(run.init) :]
    return taken_at(ticks(first.at - began_at), first.at) + media


def source(part: Part) -> dict[str, str]:
    """A segment that still grows has no hash yet."""
    segment = part.segment
    if segment is None:
        return {"path": part.path, "sha256": ""}
    return {
        "path": part.path,
        "sha256": segment.file.sha256,
        "began_at": segment.began_at.isoformat(),
        "ended_at": segment.ended_at.isoformat(),
    }
