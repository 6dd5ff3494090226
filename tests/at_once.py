"""Several at once, each in a thread and with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from django.db import connections

T = TypeVar("T")
WAIT_S = 60


def at_once(*doings: Callable[[], T]) -> list[T]:
    """What each gave; all begin together. Raises what one raised."""
    start = Barrier(len(doings))

    def run(doing: Callable[[], T]) -> T:
        start.wait(30)
        try:
            return doing()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        return [one.result(WAIT_S) for one in [pool.submit(run, doing) for doing in doings]]


def both_first(looks_up: Callable[..., T], wait_s: float) -> Callable[..., T]:
    """Two look up the same before either of them goes on."""
    both = Barrier(2)

    def together(*given: Any) -> T:
        found = looks_up(*given)
        both.wait(wait_s)
        return found

    return together
