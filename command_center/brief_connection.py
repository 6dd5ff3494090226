"""The database for threads that seldom ask it: a worker has hundreds, and PostgreSQL a hundred
connections for all workers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MOST_AT_ONCE = 2
_few = threading.BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def brief_connection() -> Iterator[None]:
    """Two threads of a process at once, and nothing is kept open; not to be nested."""
    with _few:
        try:
            yield
        finally:
            if not connection.in_atomic_block:  # or it belongs to the caller
                connection.close()
