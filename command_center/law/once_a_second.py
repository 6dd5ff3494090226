"""An answer of the database that is asked for before each frame, of each camera of a worker."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from command_center.brief_connection import brief_connection
from command_center.outage import surviving_outages

Answer = TypeVar("Answer")

ASKED_EVERY_S = 1.0
"""How old an answer may be: a change is obeyed within this and one frame."""


@dataclass
class OnceASecond(Generic[Answer]):
    """Gives the last answer while it is fresh; `without`, while the database cannot be asked.

    For several threads: who finds the answer too old asks, the others wait for him. Where one
    thread refreshes it in time, nobody else needs a connection for it.
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
                with brief_connection():
                    self._last = (now_s, self._asked(instant))
            return self._last[1]

    def refresh(self, instant: datetime) -> None:
        """By a thread that has a connection of its own."""
        now_s = self.clock()
        answer = self._asked(instant)
        with self._asking:
            self._last = (now_s, answer)

    def _asked(self, instant: datetime) -> Answer:
        with surviving_outages(self.what):
            return self.ask(instant)
        return self.without
