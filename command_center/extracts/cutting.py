"""What is recorded of a camera within a stretch, in pieces that fit into memory, each once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext_noop

from command_center.footage.run import CONTIGUOUS, Run, next_run

STEP = timedelta(milliseconds=1)


class Unfinished(Exception):
    """A recording of that time still grows: it has no digest yet. Said in words."""


UNFINISHED = gettext_noop("A recording of that time is not finished yet: some minutes at most.")


@dataclass(frozen=True, slots=True)
class Piece:
    """`begins`: nothing goes before it without a break, so a film begins with it."""

    run: Run
    begins: bool


def pieces(camera_id: int, since: datetime, until: datetime) -> Iterator[Piece]:
    """From the keyframe at or before `since` on. Raises `Unfinished`."""
    last: Run | None = None
    at = since
    while at < until and (found := next_run(camera_id, at, until)) is not None:
        if any(part.segment is None for part in found.sources):
            raise Unfinished(UNFINISHED)
        if run := _after(last, found):
            yield Piece(run, begins=last is None or not _follows(last, run))
            last = run
        at = max(found.until, at + STEP)


def _after(last: Run | None, found: Run) -> Run | None:
    """What of it was not there before: a run is found again where it ended between two instants."""
    if last is None:
        return found
    end = last.pictures[-1].decoded_at + STEP
    pictures = [one for one in found.pictures if one.decoded_at > end]
    if not pictures:
        return None
    first = pictures[0].at
    return replace(found, pictures=pictures, found=[one for one in found.found if one.at >= first])


def _follows(last: Run, run: Run) -> bool:
    is_contiguous = abs(run.since - last.until) < CONTIGUOUS
    return is_contiguous and run.init == last.init and run.pictures[0].keyframe
