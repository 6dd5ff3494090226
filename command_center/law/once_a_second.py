"""An answer of the database that is asked for before each frame."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from command_center.outage import surviving_outages

Answer = TypeVar("Answer")

ASKED_EVERY_S = 1.0
"""How old an answer may be: a change is obeyed within this and one frame."""


@dataclass
class OnceASecond(Generic[Answer]):
    """Gives the last answer while it is fresh; `without`, while the database cannot be asked."""

    what: str
    ask: Callable[[datetime], Answer]
    without: Answer
    clock: Callable[[], float] = time.monotonic
    _last: tuple[float, Answer] | None = None

    def at(self, instant: datetime) -> Answer:
        """What held at `instant`, or at most a second before."""
        now_s = self.clock()
        if self._last is None or now_s - self._last[0] >= ASKED_EVERY_S:
            answer = self.without
            with surviving_outages(self.what):
                answer = self.ask(instant)
            self._last = (now_s, answer)
        return self._last[1]
