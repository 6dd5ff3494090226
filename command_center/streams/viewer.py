"""What waits for one browser, and what a slow one goes without."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

WAITING_MESSAGES = 300
"""About eight seconds of picture: a viewer slower than that starts again at a keyframe."""


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to a browser: a text, a binary, or the one and then the other."""

    what: str
    text: str | None = None
    data: bytes | None = None


class Viewer:
    """The messages that wait for one browser; `present` is what it begins with."""

    def __init__(self, present: Iterable[Message] = ()) -> None:
        self._waiting = deque(present)
        self._most_waiting = WAITING_MESSAGES + len(self._waiting)
        self._changed = asyncio.Event()
        self._is_lagging = False
        self._has_ended = False

    def offer(self, message: Message) -> None:
        if len(self._waiting) >= self._most_waiting:
            self._fall_behind()
        if self._is_lagging and message.what in {"fragment", "overlay"}:
            return
        self._is_lagging = self._is_lagging and message.what != "keyframe"
        self._waiting.append(message)
        self._changed.set()

    def end(self) -> None:
        self._has_ended = True
        self._changed.set()

    def _fall_behind(self) -> None:
        self._waiting = deque(m for m in self._waiting if m.what in {"init", "state"})
        self._is_lagging = True

    async def __aiter__(self) -> AsyncIterator[Message]:
        while not self._has_ended:
            while self._waiting:
                yield self._waiting.popleft()
            self._changed.clear()
            if not self._waiting and not self._has_ended:
                await self._changed.wait()
