"""Who erases, who makes room and who moves files to the bucket: one process each at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ERASING_LOCK = 7_201_003
MAKING_ROOM_LOCK = 7_201_004
MOVING_LOCK = 7_201_005
"""Of the session: PostgreSQL takes it back from a process that was killed."""


@contextmanager
def only_one(lock: int = ERASING_LOCK) -> Iterator[bool]:
    """Whether it is this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        is_this = bool(cursor.fetchone()[0])
    try:
        yield is_this
    finally:
        if is_this and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
