"""An answer of the database that is asked for before each frame."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

ASKED_EVERY_S = 1.0
"""How old an answer may be: a change is obeyed within this and one frame."""


@dataclass
class OnceASecond(Generic[Answer]):
    """Gives the last answer while it is fresh."""

    ask: Callable[[datetime], Answer]
    clock: Callable[[], float] = time.monotonic
    _last: tuple[float, Answer] | None = None

    def at(self, instant: datetime) -> Answer:
        """What held at `instant`, or at most a second before."""
        now_s = self.clock()
        if self._last is None or now_s - self._last[0] >= ASKED_EVERY_S:
            self._last = (now_s, self.ask(instant))
        return self._last[1]
