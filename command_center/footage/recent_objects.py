"""What was read from the bucket last: a player asks for the next seconds of the same file."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_BYTES = 64_000_000
KEPT_FOR_S = 60.0
"""Not longer: what retention erases must not live on in memory."""


@dataclass
class RecentObjects:
    """Of one process; safe to share between threads."""

    most_bytes: int = MOST_BYTES
    kept_for_s: float = KEPT_FOR_S
    _known: "OrderedDict[str, tuple[float, bytes]]" = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, path: str, read: Callable[[], bytes]) -> bytes:
        with self._lock:
            self._let_go()
            known = self._known.get(path)
        if known is not None:
            return known[1]
        data = read()
        with self._lock:
            self._known[path] = time.monotonic(), data
            self._let_go()
        return data

    def _let_go(self) -> None:
        """The oldest first: what is too old, and what is too much."""
        size = sum(len(data) for _, data in self._known.values())
        while self._known:
            read_s, data = next(iter(self._known.values()))
            if size <= self.most_bytes and time.monotonic() - read_s < self.kept_for_s:
                return
            self._known.popitem(last=False)
            size -= len(data)
