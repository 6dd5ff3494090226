"""One reader a camera's stream in this web process, whatever the number of its viewers."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from django.utils import timezone

from command_center.streams.audience import Audience
from command_center.streams.feed_keys import FeedKeys
from command_center.streams.live_feed import state_text
from command_center.streams.message import Message, joined, read_message
from command_center.streams.redis_client import async_client
from command_center.streams.viewer import Viewer
from command_center.streams.wanted import HOLDS_S, SAID_EVERY_S

logger = logging.getLogger(__name__)

GATHERED_S = 0.06
"""What comes within it is sent together: half the price a viewer, and no delay that is seen."""

ANSWERS_WITHIN_S = 5.0

Entries = list[tuple[bytes, dict[bytes, bytes]]]


class Relay:
    """Says that the stream is wanted, reads it and gives it to every viewer."""

    def __init__(self, keys: FeedKeys) -> None:
        self._keys = keys
        self._redis = async_client()
        self.audience = Audience()
        self._last = {keys.stream: b"0", keys.said: b"0"}
        self._is_closed = False
        self._reading = asyncio.create_task(self._read(), name=f"relay of {keys.stream}")
        self._reading.add_done_callback(self._end_viewers)

    @property
    def is_running(self) -> bool:
        return not self._reading.done()

    async def close(self) -> None:
        self._is_closed = True  # redis-py swallows a cancellation that meets its pipelines
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._redis.aclose()

    async def _read(self) -> None:
        await self._pass_over_old_sayings()
        await self._want()
        await self._catch_up()
        says_at_s = asyncio.get_running_loop().time() + SAID_EVERY_S
        while not self._is_closed:
            now_s = asyncio.get_running_loop().time()
            if now_s >= says_at_s:
                says_at_s = now_s + SAID_EVERY_S
                await self._want()
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                found = await self._redis.xread(self._last, count=200, block=500)
            for name, entries in found or []:
                self._take(name.decode(), entries)
            await asyncio.sleep(GATHERED_S)

    async def _want(self) -> None:
        """And the state: from its key, since one that nobody renews any more has expired."""
        batch = self._redis.pipeline(transaction=False)
        batch.set(self._keys.wanted, 1, px=int(HOLDS_S * 1000)).get(self._keys.state)
        async with asyncio.timeout(ANSWERS_WITHIN_S):
            _, text = await batch.execute()
        if text is not None:
            self.audience.show_state(Message("state", text.decode()))
        elif self.audience.state is None or self.audience.state.what != "lost":
            lost = state_text("offline", timezone.now(), "unwatched")
            self.audience.show_state(Message("lost", lost))

    async def _pass_over_old_sayings(self) -> None:
        """They belong to pictures that nobody will see."""
        self._read_entries(self._keys.said, await self._redis.xrevrange(self._keys.said, count=1))

    async def _catch_up(self) -> None:
        """Take the present picture from what the feed still holds."""
        batch = self._redis.pipeline()
        batch.hgetall(self._keys.initialisation).xrange(self._keys.stream)
        initialisation, held = await batch.execute()
        first = [read_message(initialisation)] if initialisation else []
        self.audience.begin_with([*first, *self._read_entries(self._keys.stream, held)])

    def _read_entries(self, name: str, entries: Entries) -> list[Message]:
        if entries:
            self._last[name] = entries[-1][0]
        return [read_message(fields) for _, fields in entries]

    def _take(self, name: str, entries: Entries) -> None:
        messages = self._read_entries(name, entries)
        if name == self._keys.said:
            self.audience.hear(messages)
        else:
            self.audience.see(joined(messages))

    def _end_viewers(self, reading: "asyncio.Task[None]") -> None:
        if not reading.cancelled() and reading.exception():
            logger.error("%s stopped: %r", reading.get_name(), reading.exception())
        self.audience.end()


_relays: dict[FeedKeys, Relay] = {}


@asynccontextmanager
async def viewing(keys: FeedKeys) -> AsyncIterator[Viewer]:
    """Join a camera's picture; the last to leave ends its reader."""
    relay = _relays.get(keys)
    if relay is None or not relay.is_running:
        relay = _relays[keys] = Relay(keys)
    viewer = relay.audience.join()
    try:
        yield viewer
    finally:
        relay.audience.leave(viewer)
        if not relay.audience:
            if _relays.get(keys) is relay:
                del _relays[keys]
            await relay.close()
