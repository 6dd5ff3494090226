"""Consultations that last: watching a live picture has a start and an end.

The start is an entry at once; the end is another one, which names the start. Between the two a row
says that the consultation is open, and when it was last proven: the browser acknowledged pictures.
Whoever dies without closing is closed with that time.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.db.models.functions import Now

from command_center.journal.entry import Entry
from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation
from command_center.journal.origin import Origin

LOST_AFTER = timedelta(seconds=45)
"""Three times as long as it takes to prove it again."""


class OpenConsultation(models.Model):
    """While it lasts. `entry` is that of its start."""

    entry = models.BigIntegerField(primary_key=True)
    proven_at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"since entry {self.entry}"


@transaction.atomic
def begin(thing: Thing, origin: Origin, *, reason: str = "") -> int:
    """The number of its entry, by which it is proven and ended."""
    entry = note(Operation.CONSULTATION, thing, origin, reason=reason)
    OpenConsultation.objects.create(entry=entry.pk)
    return entry.pk


def prove(entries: Iterable[int]) -> None:
    """They still go on, by PostgreSQL's clock."""
    OpenConsultation.objects.filter(entry__in=list(entries)).update(proven_at=Now())


def end(entry: int, proven_at: datetime | None = None) -> None:
    """Now, or when it was last proven; one that has ended already stays as it ended."""
    with transaction.atomic():
        removed, _by_kind = OpenConsultation.objects.filter(entry=entry).delete()
        if removed:
            _note_end(Entry.objects.get(pk=entry), proven_at)


def end_lost() -> int:
    """Closes those that nobody has proven for long: their browser or server died. How many."""
    lost = OpenConsultation.objects.filter(proven_at__lt=Now() - LOST_AFTER)
    rows = list(lost.order_by("entry").values_list("entry", "proven_at"))
    for entry, proven_at in rows:
        end(entry, proven_at)
    return len(rows)


def _note_end(start: Entry, proven_at: datetime | None) -> None:
    ended_at = proven_at or _now()
    thing = Thing(
        start.object_kind,
        start.object_id,
        start.camera,
        start.venue,
        seen_from=start.at,
        seen_to=max(ended_at, start.at),
        log=start.log,  # type: ignore[arg-type]  # its value
        detail={"begun": start.pk, "lost": proven_at is not None},
    )
    origin = Origin(start.author, start.author_name, start.address, start.session, start.reason)
    note(Operation.CONSULTATION, thing, origin)


def _now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found
