"""An end for what would go on for ever: a receiver that answers a byte every few seconds."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bounded(within_s: float, cut: Callable[[], object]) -> Iterator[None]:
    """`cut` closes the connection that is waited for, from another thread."""
    timer = threading.Timer(within_s, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
