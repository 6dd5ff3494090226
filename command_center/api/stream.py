"""Server-sent events: the stream of one listener, from its first line to its last.

Daphne takes whatever is sent, and keeps it for who does not read. So a stream says numbers only,
and ends by itself after a while or a number of bytes: who reads comes back and goes on where it
was; what a program that does not read can cost is bounded.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from channels.layers import get_channel_layer

from command_center.alerts.announcements import GROUP, told_to
from command_center.alerts.newest import newest_alerts
from command_center.api.missed import missed
from command_center.api.stream_access import access_of
from command_center.outage import DATABASE_AWAY
from command_center.people.rights import CLOSED, Access
from command_center.people.telling import group_of

LASTS_S = 600.0
MOST_BYTES = 262_144
HEARTBEAT_S = 10.0
RESUMED_WITHIN = timedelta(hours=1)
MOST_A_TOKEN = 4
"""In each web process."""

TOLD = frozenset({"alert.raised", "alert.ended", "alert.judged", "desk.changed"})
CHANGED = "access.changed"

open_streams: Counter[int] = Counter()


class Stream:
    """Of a token, for its agent. `after`: the instant of the last event that was heard."""

    def __init__(self, token: int, agent: int, after: datetime | None) -> None:
        self._token, self._agent, self._after = token, agent, after
        self._access: Access = CLOSED
        self._closes_at_s = 0.0
        self._sent = 0

    async def lines(self) -> AsyncIterator[bytes]:
        open_streams[self._token] += 1
        layer: Any = get_channel_layer()
        channel = await layer.new_channel()
        groups = (GROUP, group_of(self._agent))
        try:
            for group in groups:  # listened before anything is asked: nothing in between is missed
                await layer.group_add(group, channel)
            async for text in self._events(layer, channel):
                self._sent += len(text)
                yield text
        finally:
            for group in groups:
                await layer.group_discard(group, channel)
            _ended(self._token)

    async def _events(self, layer: Any, channel: str) -> AsyncIterator[bytes]:
        ends_at_s = time.monotonic() + LASTS_S
        yield b"retry: 2000\n\n"
        await self._ask()
        async for text in self._caught_up():
            yield text
        if self._access.reach:
            yield said("listening", {}, datetime.now(UTC))
        while self._access.reach and self._sent < MOST_BYTES and time.monotonic() < ends_at_s:
            message = await _next(layer, channel, min(HEARTBEAT_S, self._left_s()))
            if message is None or message["type"] == CHANGED:
                await self._ask()
                yield await self._heartbeat()
            elif message["type"] in TOLD and (told := told_to(self._access.reach, message)):
                yield said(told.pop("type"), told, datetime.now(UTC))
        if not self._access.reach:
            yield said("closed", {}, None)

    async def _caught_up(self) -> AsyncIterator[bytes]:
        """What was missed; `reset` where that is too much, or too long ago: list it anew."""
        if self._after is None or not self._access.reach:
            return
        is_recent = datetime.now(UTC) - self._after < RESUMED_WITHIN
        events = await missed(self._access.reach, self._after) if is_recent else None
        if events is None:
            yield said("reset", {}, datetime.now(UTC))
            return
        for event in events:
            yield said(event.what, event.numbers(), event.at)

    async def _heartbeat(self) -> bytes:
        """The newest numbers: who lacks one knows that it missed something, and asks."""
        if not self._access.reach:
            return b": \n\n"
        newest = await newest_alerts(self._access.reach)
        return b": \n\n" if newest is None else said("newest", asdict(newest), None)

    def _left_s(self) -> float:
        return max(self._closes_at_s - time.monotonic(), 0.0)

    async def _ask(self) -> None:
        """While the database is away it goes on, to the end that was known."""
        try:
            self._access = await access_of(self._token)
        except DATABASE_AWAY:
            self._access = self._access if self._left_s() else CLOSED
            return
        self._closes_at_s = time.monotonic() + self._access.lasts_s


def said(what: str, numbers: Mapping[str, Any], at: datetime | None) -> bytes:
    """With an `id` where a listener may come back to it: the instant, in milliseconds."""
    number = "" if at is None else f"id: {int(at.timestamp() * 1000)}\n"
    return f"{number}event: {what}\ndata: {json.dumps(numbers)}\n\n".encode()


def _ended(token: int) -> None:
    open_streams[token] -= 1
    if not open_streams[token]:
        del open_streams[token]


async def _next(layer: Any, channel: str, within_s: float) -> Mapping[str, Any] | None:
    try:
        async with asyncio.timeout(within_s):
            message: Mapping[str, Any] = await layer.receive(channel)
            return message
    except TimeoutError:
        return None
