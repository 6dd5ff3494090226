"""Emptying the tables after a test with transactions of its own.

The web process of the test may still be writing for a page that was just closed: TRUNCATE and it
would wait for each other. So it is waited for, and PostgreSQL's choice of a victim is tried again.
"""

import time
from typing import Any

from django.core.management.base import CommandError
from django.db import connection
from django.test import TransactionTestCase

QUIET_WITHIN_S = 5.0
ATTEMPTS = 5
BUSY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend' AND state IN ('active', 'idle in transaction')
"""


def flush_patiently() -> None:
    """From now on, for every test."""
    at_once = TransactionTestCase._fixture_teardown

    def patiently(case: Any) -> None:
        for left in reversed(range(ATTEMPTS)):
            _await_quiet()
            try:
                return at_once(case)
            except CommandError as error:
                if not left or "deadlock" not in str(error.__cause__):
                    raise
        return None

    TransactionTestCase._fixture_teardown = patiently  # type: ignore[method-assign]


def _await_quiet() -> None:
    until_s = time.monotonic() + QUIET_WITHIN_S
    while time.monotonic() < until_s:
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.02)
