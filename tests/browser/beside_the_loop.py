"""Work in a thread without Playwright's loop, for tests in a browser."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def beside_the_loop(work: Callable[[], T]) -> T:
    """Playwright's loop runs in this thread: what is announced wants another."""

    def done() -> T:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()
