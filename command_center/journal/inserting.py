"""Storing entries and their seals: two statements, as cheap as they can be.

Each page pays for them. Written out, they take half the time that the ORM needs to compose them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from command_center.journal.entry import Entry
from command_center.journal.record import FIELDS, record
from command_center.journal.waiting import seal_of

GIVEN = [name for name in FIELDS if name not in ("id", "at")]
"""PostgreSQL gives the number, and the time by its own clock."""

ENTER = f'INSERT INTO "journal_entry" ({", ".join(GIVEN)}) VALUES '
AN_ENTRY = f"({', '.join(['%s'] * len(GIVEN))})"
WAIT = 'INSERT INTO "journal_waitingentry" (entry, seal, is_refused) VALUES '
A_SEAL = "(%s, %s, false)"
BATCH = 500


def insert(entries: Iterable[Entry]) -> None:
    """Each gets its number and time."""
    with connection.cursor() as cursor:
        for batch in _batches(entries):
            statement = ENTER + ", ".join([AN_ENTRY] * len(batch)) + " RETURNING id, at"
            cursor.execute(statement, [value for entry in batch for value in _given(entry)])
            for entry, (number, at) in zip(batch, cursor.fetchall(), strict=True):
                entry.id, entry.at = number, at
                entry._state.adding = False


def seal(entries: Iterable[Entry]) -> None:
    """Says that the application wrote them: only then they get their places in the log."""
    with connection.cursor() as cursor:
        for batch in _batches(entries):
            seals = [(entry.pk, seal_of(record(values_of(entry)))) for entry in batch]
            statement = WAIT + ", ".join([A_SEAL] * len(seals))
            cursor.execute(statement, [value for one in seals for value in one])


def values_of(entry: Entry) -> dict[str, Any]:
    """What its record is made of."""
    return {name: getattr(entry, name) for name in FIELDS}


def _given(entry: Entry) -> Iterator[Any]:
    for name in GIVEN:
        value = getattr(entry, name)
        yield Jsonb(value) if name == "detail" else value


def _batches(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    left = iter(entries)
    while batch := list(islice(left, BATCH)):
        yield batch
