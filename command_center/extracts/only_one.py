"""One process makes an extract."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MAKING_LOCK = 7_201_101
"""Of the session, beside the extract's number: one process makes it."""


@contextmanager
def only_one_makes(number: int) -> Iterator[bool]:
    """Whether it is this one. PostgreSQL takes the lock back from a process that was killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [MAKING_LOCK, number])
        is_this = bool(cursor.fetchone()[0])
    try:
        yield is_this
    finally:
        if is_this and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [MAKING_LOCK, number])
