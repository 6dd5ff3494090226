"""Cuts one clip out of the recordings, bit-exact: the coded pictures as the camera sent them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from uuid import uuid4

from command_center.alerts.models import Alert
from command_center.footage.media import as_media, ticks
from command_center.footage.parts import Part
from command_center.footage.run import Run, next_run, runs
from command_center.footage.segment_writer import Content, SegmentWriter
from command_center.retention.folder import place_of
from detection.fragments.timed import taken_at

CLIPS = "clips"
ROUNDED = timedelta(milliseconds=5)


@dataclass(frozen=True, slots=True)
class Cut:
    """`path` relative to the folder of footage; `began_at` is the file's time 0, `first_at` when
    its first picture is shown."""

    path: str
    began_at: datetime
    first_at: datetime
    ended_at: datetime
    pictures: int
    sources: list[dict[str, str]]
    content: Content


def cut(alert: Alert, since: datetime, until: datetime) -> Cut | None:
    """None: nothing is recorded there. Raises `OSError`.

    Whatever lay in the clip's folder goes first: whoever calls holds the clip's row, so it was
    left by somebody who died. What is named `….mp4` is whole.
    """
    folder = f"{CLIPS}/{alert.pk}"
    empty(folder)
    path = f"{folder}/{uuid4().hex}"
    done = _write(f"{path}.part", _coded_alike(alert, since, until))
    if done is None:
        return None
    place_of(f"{path}.part").rename(place_of(f"{path}.mp4"))
    return replace(done, path=f"{path}.mp4")


def empty(folder: str) -> None:
    place = place_of(folder)
    if place.is_dir():
        for one in place.iterdir():
            one.unlink(missing_ok=True)
        with suppress(OSError):
            place.rmdir()


def _coded_alike(alert: Alert, since: datetime, until: datetime) -> Iterator[Run]:
    """As what was seen when the alert began: one file has one coding."""
    begin = next_run(alert.camera_id, alert.started_at, until)
    found = runs(alert.camera_id, since, until)
    return (run for run in found if begin is None or run.init == begin.init)


def _write(path: str, found: Iterator[Run]) -> Cut | None:
    first = next(found, None)
    if first is None:
        return None
    writer = SegmentWriter(place_of(path))
    try:
        done = _written(writer, path, first, found)
    except BaseException:
        with suppress(OSError):
            writer.close()
        raise
    return replace(done, content=writer.close())


def _written(writer: SegmentWriter, path: str, first: Run, others: Iterable[Run]) -> Cut:
    began_at = first.pictures[0].decoded_at
    done = Cut(path, began_at, first.since, first.since, 0, [], Content(0, ""))
    writer.write(first.init)
    for run in chain([first], (one for one in others if one.init == first.init)):
        new = _after(done.ended_at, run) if done.pictures else run
        if new.pictures:
            writer.write(_content(new, began_at))
            done = _more(done, new)
    return done


def _more(done: Cut, run: Run) -> Cut:
    known = {one["path"]: one for one in done.sources}
    known |= {part.path: source(part) for part in run.sources}
    return replace(
        done,
        ended_at=max(done.ended_at, run.until),
        pictures=done.pictures + len(run.pictures),
        sources=[*known.values()],
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
