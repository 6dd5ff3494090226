"""What waits for one browser, and what a slow one goes without."""

import asyncio
from collections import deque
from collections.abc import Iterable

from command_center.streams.message import Message

WAITING_BYTES = 8_000_000
WAITING_MESSAGES = 1500
"""A viewer who leaves more waiting starts again at the next keyframe."""

LATE_MESSAGES = 12
"""About a second of picture. Who is later is not sent old pictures once there is a keyframe."""


class Viewer:
    """The messages that wait for one browser; `present` is what it begins with."""

    def __init__(self, present: Iterable[Message] = ()) -> None:
        self._waiting = deque(present)
        self._present_bytes = self._waiting_bytes = sum(m.size for m in self._waiting)
        self._changed = asyncio.Event()
        self._is_lagging = False
        self._has_ended = False

    def offer(self, message: Message) -> None:
        if self._is_too_late() or (message.what == "keyframe" and self._is_late()):
            self._fall_behind()
        if self._is_lagging and message.what in {"fragment", "overlay"}:
            return
        self._is_lagging = self._is_lagging and message.what != "keyframe"
        self._waiting.append(message)
        self._waiting_bytes += message.size
        self._changed.set()

    async def next(self) -> Message | None:
        """None once it has ended."""
        while not self._waiting and not self._has_ended:
            self._changed.clear()
            await self._changed.wait()
        if self._has_ended:
            return None
        message = self._waiting.popleft()
        self._waiting_bytes -= message.size
        return message

    def end(self) -> None:
        self._has_ended = True
        self._changed.set()

    def _is_late(self) -> bool:
        return len(self._waiting) > LATE_MESSAGES

    def _is_too_late(self) -> bool:
        most = WAITING_BYTES + self._present_bytes
        return self._waiting_bytes > most or len(self._waiting) > WAITING_MESSAGES

    def _fall_behind(self) -> None:
        self._waiting = deque(m for m in self._waiting if m.what in {"init", "state"})
        self._waiting_bytes = sum(m.size for m in self._waiting)
        self._is_lagging = True
