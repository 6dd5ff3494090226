"""What was asked for last, up to so many bytes and minutes, for all threads of a process."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

LASTS_S = 600.0
"""What is erased from the storage is not to live on here."""


class Kept(Generic[T]):
    """The least recently asked for goes first."""

    def __init__(self, most_bytes: int, size: Callable[[T], int]) -> None:
        self._most_bytes = most_bytes
        self._size = size
        self._bytes = 0
        self._things: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            self._drop_old()
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key][1]

    def put(self, key: Hashable, thing: T) -> None:
        with self._lock:
            self._drop_old()
            self._drop(key)
            self._things[key] = (time.monotonic(), thing)
            self._bytes += self._size(thing)
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._things)))

    def _drop_old(self) -> None:
        before_s = time.monotonic() - LASTS_S
        for key in [key for key, (at_s, _) in self._things.items() if at_s < before_s]:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        if key in self._things:
            self._bytes -= self._size(self._things.pop(key)[1])
