"""A socket that shows pictures or alerts: open while its agent may see, and not a moment longer."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from command_center.outage import DATABASE_AWAY
from command_center.people.places import places_of
from command_center.people.reach import Place
from command_center.people.rights import CLOSED, FORBIDDEN, Access, access_of, shared_access_of
from command_center.people.telling import group_of

RECHECKED_EVERY_S = 10.0
"""For what was changed behind the product's back, and is told to nobody."""

ANSWERED_WITHIN_S = 2.0

logger = logging.getLogger(__name__)


class SeenSocket(AsyncWebsocketConsumer):
    """Closed with `FORBIDDEN` when the standing ends, a right is taken away, the account or the
    session ends. While the database is away it stays open, to the end that was known."""

    permission: ClassVar[str]
    _guarding: "asyncio.Task[None] | None" = None
    _is_closed = False
    _places: Sequence[Place] | None = None
    access = CLOSED
    """As it was last asked."""

    async def join(self) -> None:
        """Begins to hear of what it will show, before the browser is told that it is open: what
        comes next is not missed. Asked only of who may see."""

    async def show(self) -> None:
        """Begins to send; asked once, of who may see."""
        raise NotImplementedError

    async def stop_showing(self) -> None:
        """Ends what `show` began, or had no time to begin."""
        raise NotImplementedError

    async def connect(self) -> None:
        self._changed = asyncio.Event()
        self.access = await self._first_access()
        ends_at_s = _now_s() + self.access.lasts_s
        is_open = self.access.covers(self._places)
        if is_open:
            await self.join()
        await self.accept()
        if not is_open:
            await self.close(FORBIDDEN)
            return
        await self.show()
        if not self._is_closed:
            self._guarding = asyncio.create_task(self._guard(ends_at_s))

    async def access_changed(self, event: dict[str, Any]) -> None:  # noqa: ARG002
        """Something of this agent's was changed."""
        self._changed.set()

    async def send(self, *args: Any, **given: Any) -> None:
        if not self._is_closed:
            await super().send(*args, **given)

    async def close(self, *args: Any, **given: Any) -> None:
        self._is_closed = True
        if self._guarding and self._guarding is not asyncio.current_task():
            self._guarding.cancel()
        await super().close(*args, **given)

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        self._is_closed = True
        if self._guarding:
            self._guarding.cancel()
            await asyncio.gather(self._guarding, return_exceptions=True)
        await self.stop_showing()
        if agent := _agent_of(self.scope):
            await self.channel_layer.group_discard(group_of(agent), self.channel_name)

    async def _first_access(self) -> Access:
        """It is listened before it is asked: a change in between is not missed."""
        if not (agent := _agent_of(self.scope)):
            return CLOSED
        await self.channel_layer.group_add(group_of(agent), self.channel_name)
        self._places = await database_sync_to_async(places_of)(self._named)
        return await access_of(self.scope, self.permission)

    @property
    def _named(self) -> Mapping[str, Any]:
        """By the socket's address: `camera_id`."""
        named: Mapping[str, Any] = self.scope["url_route"]["kwargs"]
        return named

    async def _guard(self, ends_at_s: float) -> None:
        is_open = True
        while is_open:
            was_told = await self._wait(ends_at_s)
            self.access = await self._ask(was_told, ends_at_s)
            is_open = self.access.covers(self._places)
            ends_at_s = _now_s() + self.access.lasts_s
        self._is_closed = True
        await self.stop_showing()
        await self.close(FORBIDDEN)

    async def _wait(self, ends_at_s: float) -> bool:
        """Until the end, a change, or the next check, at which all sockets of a page ask at once.
        True where there was a change."""
        checked_at_s = (_now_s() // RECHECKED_EVERY_S + 1) * RECHECKED_EVERY_S
        try:
            async with asyncio.timeout_at(min(checked_at_s, ends_at_s)):
                await self._changed.wait()
        except TimeoutError:
            return False
        self._changed.clear()
        return True

    async def _ask(self, was_told: bool, ends_at_s: float) -> Access:
        """A question that others asked before the change would not know of it."""
        ask = access_of if was_told else shared_access_of
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                return await ask(self.scope, self.permission)
        except (*DATABASE_AWAY, TimeoutError) as error:
            logger.warning("Access: the database does not answer: %s", str(error).strip())
            left_s = ends_at_s - _now_s()
            return Access(left_s, self.access.reach) if left_s > 0 else CLOSED


def _agent_of(scope: Any) -> int | None:
    """Its number; None of a visitor who has not signed in."""
    number: int | None = scope["user"].pk
    return number


def _now_s() -> float:
    """The loop's clock."""
    return asyncio.get_running_loop().time()
