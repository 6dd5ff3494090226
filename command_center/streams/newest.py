"""The newest of what one thread makes for another; the older is dropped, never queued."""

import threading
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Newest(Generic[Item]):
    """Analysis that falls behind must skip frames: an old picture analysed late helps nobody."""

    def __init__(self) -> None:
        self._item: Item | None = None
        self._changed = threading.Condition()

    def put(self, item: Item) -> bool:
        """Whether an older one was dropped for it."""
        with self._changed:
            drops = self._item is not None
            self._item = item
            self._changed.notify()
            return drops

    def take(self, timeout_s: float) -> Item | None:
        with self._changed:
            self._changed.wait_for(lambda: self._item is not None, timeout_s)
            item, self._item = self._item, None
            return item
