"""Consultations that last: watching a live picture has a start and an end.

The start is an entry at once; the end is another one, which names the start. Between the two a row
says that the consultation is open, and when it was last proven: the browser acknowledged pictures.
Whoever dies without closing is closed with that time.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.db.models.functions import Now

from command_center.journal.entry import Entry
from command_center.journal.noting import Thing, note_all
from command_center.journal.operation import Operation
from command_center.journal.origin import Origin

LOST_AFTER = timedelta(seconds=45)
"""Some times as long as it takes to prove it again."""

PROVE = """
    UPDATE journal_openconsultation AS it SET proven_at = GREATEST(
        it.proven_at, statement_timestamp() - make_interval(secs => given.ago_s)
    )
    FROM unnest(%s::bigint[], %s::float8[]) AS given (entry, ago_s)
    WHERE it.entry = given.entry RETURNING it.entry
"""
CLOSE = "DELETE FROM journal_openconsultation WHERE entry = ANY (%s) RETURNING entry"


class OpenConsultation(models.Model):
    """While it lasts. `entry` is that of its start."""

    entry = models.BigIntegerField(primary_key=True)
    proven_at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"since entry {self.entry}"


@dataclass(frozen=True, slots=True)
class End:
    """`entry`: of the start. Lost is what was not closed, and ended when it was last proven."""

    entry: int
    at: datetime
    is_lost: bool = False


@transaction.atomic
def begin_all(looks: Sequence[tuple[Thing, Origin]]) -> list[int]:
    """The numbers of their entries in this order, by which they are proven and ended."""
    numbers = [0] * len(looks)
    by_origin = defaultdict(list)
    for index, (_, origin) in enumerate(looks):
        by_origin[origin].append(index)
    for origin, indexes in by_origin.items():
        entries = note_all(Operation.CONSULTATION, [looks[one][0] for one in indexes], origin)
        for index, entry in zip(indexes, entries, strict=True):
            numbers[index] = entry.pk
    OpenConsultation.objects.bulk_create(OpenConsultation(entry=number) for number in numbers)
    return numbers


def prove(ago_s: Mapping[int, float]) -> set[int]:
    """By entry, how long ago each was seen to go on. Those that are open still: one that nobody
    proved for long was taken for lost."""
    with connection.cursor() as cursor:
        cursor.execute(PROVE, [list(ago_s), list(ago_s.values())])
        return {entry for (entry,) in cursor.fetchall()}


@transaction.atomic
def end_all(ends: Sequence[End]) -> int:
    """One that has ended already stays as it ended. How many ended."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, [[one.entry for one in ends]])
        closed = {entry for (entry,) in cursor.fetchall()}
    starts = Entry.objects.in_bulk(list(closed))
    by_origin = defaultdict(list)
    for one in ends:
        if start := starts.pop(one.entry, None):
            by_origin[_origin(start)].append(_ended(start, one))
    for origin, things in by_origin.items():
        note_all(Operation.CONSULTATION, things, origin)
    return len(closed)


def end_lost() -> int:
    """Closes those that nobody has proven for long: their browser or server died. How many."""
    lost = OpenConsultation.objects.filter(proven_at__lt=Now() - LOST_AFTER).order_by("entry")
    rows = list(lost.values_list("entry", "proven_at"))
    return sum(end_all([End(entry, proven_at, is_lost=True)]) for entry, proven_at in rows)


def database_now() -> datetime:
    """By the clock that entries are dated with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found


def _ended(start: Entry, end: End) -> Thing:
    seen_from = start.seen_from or start.at
    return Thing(
        start.object_kind,
        start.object_id,
        start.camera,
        start.venue,
        seen_from=seen_from,
        seen_to=max(end.at, seen_from),
        log=start.log,  # type: ignore[arg-type]  # its value
        detail={**start.detail, "begun": start.pk, "lost": end.is_lost},
    )


def _origin(start: Entry) -> Origin:
    return Origin(start.author, start.author_name, start.address, start.session, start.reason)
