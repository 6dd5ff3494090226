"""The same call from several threads at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Answer = TypeVar("Answer")
WAIT_S = 60


def from_threads(count: int, call: Callable[[], Answer]) -> list[Answer]:
    """What each thread got; all begin together. Raises what a thread raised."""
    start = Barrier(count)

    def begin() -> Answer:
        start.wait(WAIT_S)
        return call()

    with ThreadPoolExecutor(count) as pool:
        return [future.result(WAIT_S) for future in [pool.submit(begin) for _ in range(count)]]
