"""One reader a camera in this web process, whatever the number of its viewers."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from django.utils import timezone

from command_center.streams.live_feed import FeedKeys, state_text
from command_center.streams.redis_client import async_client

logger = logging.getLogger(__name__)

WAITING_MESSAGES = 300
"""About eight seconds of picture: a viewer slower than that starts again at a keyframe."""

STATE_READ_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to a browser: a text, a binary, or the one and then the other."""

    what: str
    text: str | None = None
    data: bytes | None = None


class Viewer:
    """The messages that wait for one browser."""

    def __init__(self) -> None:
        self._waiting: deque[Message] = deque()
        self._changed = asyncio.Event()
        self._is_lagging = False
        self._has_ended = False

    def offer(self, message: Message) -> None:
        if len(self._waiting) >= WAITING_MESSAGES:
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


class Relay:
    """Reads a camera's live feed and gives it to every viewer, the latest picture first."""

    def __init__(self, camera_id: int) -> None:
        self._keys = FeedKeys(camera_id)
        self._redis = async_client()
        self._viewers: set[Viewer] = set()
        self._init: Message | None = None
        self._state: Message | None = None
        self._group_of_pictures: list[Message] = []
        self._last = b"0"
        self._reading = asyncio.create_task(self._read(), name=f"relay of camera {camera_id}")
        self._reading.add_done_callback(self._end_viewers)

    @property
    def is_running(self) -> bool:
        return not self._reading.done()

    @property
    def has_viewers(self) -> bool:
        return bool(self._viewers)

    def join(self) -> Viewer:
        viewer = Viewer()
        for message in self._present():
            viewer.offer(message)
        self._viewers.add(viewer)
        return viewer

    def leave(self, viewer: Viewer) -> None:
        self._viewers.discard(viewer)

    async def close(self) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._redis.aclose()

    async def _read(self) -> None:
        await self._catch_up()
        read_at = 0.0
        while True:
            if asyncio.get_running_loop().time() - read_at >= STATE_READ_EVERY_S:
                read_at = asyncio.get_running_loop().time()
                await self._read_state()
            found = await self._redis.xread({self._keys.stream: self._last}, count=100, block=500)
            self._take(found[0][1] if found else [])

    async def _catch_up(self) -> None:
        """Take the present picture from what the feed still holds."""
        initialisation = await self._redis.hgetall(self._keys.initialisation)
        held = await self._redis.xrange(self._keys.stream)
        if initialisation:
            self._remember(_message(initialisation))
        for self._last, fields in held:
            self._remember(_message(fields))
        for message in self._present():
            self._offer(message)

    def _present(self) -> list[Message]:
        """What a newcomer needs: the state, and the picture from its last keyframe on."""
        return [m for m in (self._state, self._init, *self._group_of_pictures) if m]

    def _take(self, entries: list[tuple[bytes, dict[bytes, bytes]]]) -> None:
        for self._last, fields in entries:
            self._pass_on(_message(fields))

    async def _read_state(self) -> None:
        """The key and not the stream: a state that nobody renews any more has expired."""
        text = await self._redis.get(self._keys.state)
        if text is not None:
            self._show_state(Message("state", text.decode()))
        elif self._state is None or self._state.what != "lost":
            lost = state_text("offline", timezone.now(), "unwatched")
            self._show_state(Message("lost", lost))

    def _show_state(self, state: Message) -> None:
        if state != self._state:
            self._state = state
            self._offer(state)

    def _pass_on(self, message: Message) -> None:
        if message.what == "state":
            self._show_state(message)
            return
        self._remember(message)
        if message.what != "fragment" or self._group_of_pictures:
            self._offer(message)

    def _remember(self, message: Message) -> None:
        if message.what == "init":
            self._init, self._group_of_pictures = message, []
        elif message.what == "keyframe":
            self._group_of_pictures = [message]
        elif message.what in {"fragment", "overlay"} and self._group_of_pictures:
            self._group_of_pictures.append(message)

    def _offer(self, message: Message) -> None:
        for viewer in self._viewers:
            viewer.offer(message)

    def _end_viewers(self, reading: "asyncio.Task[None]") -> None:
        if not reading.cancelled() and reading.exception():
            logger.error("%s stopped: %s", reading.get_name(), reading.exception())
        for viewer in self._viewers:
            viewer.end()


def _message(fields: dict[bytes, bytes]) -> Message:
    text = fields.get(b"text")
    return Message(fields[b"is"].decode(), text.decode() if text else None, fields.get(b"data"))


_relays: dict[int, Relay] = {}


@asynccontextmanager
async def viewing(camera_id: int) -> AsyncIterator[Viewer]:
    """Join a camera's picture; the last to leave ends its reader."""
    relay = _relays.get(camera_id)
    if relay is None or not relay.is_running:
        relay = _relays[camera_id] = Relay(camera_id)
    viewer = relay.join()
    try:
        yield viewer
    finally:
        relay.leave(viewer)
        if not relay.has_viewers:
            if _relays.get(camera_id) is relay:
                del _relays[camera_id]
            await relay.close()
