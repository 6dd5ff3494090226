"""What was asked for last, up to so many bytes, for all threads of a process."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The least recently asked for goes first."""

    def __init__(self, most_bytes: int, size: Callable[[T], int]) -> None:
        self._most_bytes = most_bytes
        self._size = size
        self._bytes = 0
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
            return self._things.get(key)

    def put(self, key: Hashable, thing: T) -> None:
        with self._lock:
            if (before := self._things.pop(key, None)) is not None:
                self._bytes -= self._size(before)
            self._things[key] = thing
            self._bytes += self._size(thing)
            while self._bytes > self._most_bytes:
                _, oldest = self._things.popitem(last=False)
                self._bytes -= self._size(oldest)
