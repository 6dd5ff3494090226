"""One reader a camera in this web process, whatever the number of its viewers."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from django.utils import timezone

from command_center.streams.live_feed import FeedKeys, state_text
from command_center.streams.present_picture import PresentPicture
from command_center.streams.redis_client import async_client
from command_center.streams.viewer import Message, Viewer

logger = logging.getLogger(__name__)

STATE_READ_EVERY_S = 1.0


class Relay:
    """Reads a camera's live feed and gives it to every viewer, the latest picture first."""

    def __init__(self, camera_id: int) -> None:
        self._keys = FeedKeys(camera_id)
        self._redis = async_client()
        self._viewers: set[Viewer] = set()
        self._state: Message | None = None
        self._picture = PresentPicture()
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
        viewer = Viewer(self._present())
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
            self._picture.remember(_message(initialisation))
        for self._last, fields in held:
            self._picture.remember(_message(fields))
        for message in self._present():
            self._offer(message)

    def _present(self) -> list[Message]:
        """What a newcomer needs: the state, and the picture from its last keyframe on."""
        return [m for m in (self._state, *self._picture.messages()) if m]

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
        self._picture.remember(message)
        if message.what != "fragment" or self._picture.has_begun:
            self._offer(message)

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
