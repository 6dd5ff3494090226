"""An answer of the database that is asked for before each frame, of each camera of a worker."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from command_center.outage import surviving_outages

Answer = TypeVar("Answer")

ASKED_EVERY_S = 1.0
"""How old an answer may be: a change is obeyed within this and one frame."""


@dataclass
class OnceASecond(Generic[Answer]):
    """Gives the last answer while it is fresh; `without`, while the database cannot be asked.

    For several threads: who finds the answer too old asks, the others wait for him.
    """

    what: str
    ask: Callable[[datetime], Answer]
    without: Answer
    clock: Callable[[], float] = time.monotonic
    _last: tuple[float, Answer] | None = None
    _asking: threading.Lock = field(default_factory=threading.Lock)

    def at(self, instant: datetime) -> Answer:
        """What was known around `instant`, at most a second ago."""
        with self._asking:
            now_s = self.clock()
            if self._last is None or now_s - self._last[0] >= ASKED_EVERY_S:
                answer = self.without
                with surviving_outages(self.what):
                    answer = self.ask(instant)
                self._last = (now_s, answer)
            return self._last[1]
