"""The trace of live pictures in the journal: begun before the first picture, proven, and ended.

What the sockets of a web process want written within some milliseconds is one transaction: a wall
that opens waits for one commit, not for one a tile.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from django.db import connection

from command_center.journal.consultation import (
    End,
    begin_all,
    database_now,
    end_all,
    prove,
)
from command_center.journal.noting import Thing
from command_center.journal.origin import Origin
from command_center.outage import DATABASE_AWAY

GATHERED_S = 0.02
PROVEN_EVERY_S = 10.0
BEGUN_WITHIN_S = 5.0
ENDED_WITHIN_S = 2.0
"""The socket goes then; its end is written as soon as it can be, with the time that is true."""

logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Look:
    """One live picture that somebody sees. `proven_ago_s`: since the browser acknowledged all.

    `proven_s` and `ended_s` by the clock of `time.monotonic`: what the journal knows of it.
    """

    thing: Thing
    origin: Origin
    proven_ago_s: Callable[[], float]
    entry: int = 0
    proven_s: float = 0.0
    ended_s: float | None = None
    is_lost: bool = False


class LiveTrace:
    """Of this process and its loop."""

    def __init__(self) -> None:
        self._beginning: list[tuple[Look, asyncio.Future[None]]] = []
        self._open: set[Look] = set()
        self._ending: list[tuple[Look, asyncio.Future[None]]] = []
        self._woken = asyncio.Event()
        self._writing: asyncio.Task[None] | None = None

    async def begin(self, look: Look) -> None:
        """Nothing may be shown before it returns; raises one of `DATABASE_AWAY` or
        `TimeoutError` where it could not be written."""
        begun = asyncio.get_running_loop().create_future()
        self._beginning.append((look, begun))
        self._wake()
        async with asyncio.timeout(BEGUN_WITHIN_S):
            await begun

    async def end(self, look: Look, *, is_lost: bool = False) -> None:
        """Now; a lost one when it was last proven. Does not fail: it is tried until it is done."""
        look.is_lost = is_lost
        look.ended_s = time.monotonic() - (look.proven_ago_s() if is_lost else 0)
        self._open.discard(look)
        ended = asyncio.get_running_loop().create_future()
        self._ending.append((look, ended))
        self._wake()
        await asyncio.wait([ended], timeout=ENDED_WITHIN_S)

    def _wake(self) -> None:
        self._woken.set()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all(), name="trace of live pictures")

    async def _write_all(self) -> None:
        """Until nobody looks any more, and all is written."""
        proven_s = time.monotonic()
        while self._beginning or self._ending or self._open:
            await self._wait(proven_s + PROVEN_EVERY_S)
            await self._write_begun()
            if time.monotonic() >= proven_s + PROVEN_EVERY_S:
                proven_s = time.monotonic()
                await self._write_proven()
            await self._write_ended()

    async def _wait(self, until_s: float) -> None:
        """Until something is to be written and some more has come, or until then."""
        try:
            async with asyncio.timeout(max(until_s - time.monotonic(), 0)):
                await self._woken.wait()
        except TimeoutError:
            return
        await asyncio.sleep(GATHERED_S)
        self._woken.clear()

    async def _write_begun(self) -> None:
        waiting, self._beginning = self._beginning, []
        if not waiting:
            return
        try:
            await _in_database(_begin, [look for look, _ in waiting])
        except Exception as error:
            for _, begun in waiting:
                if not begun.done():
                    begun.set_exception(error)
            return
        for look, begun in waiting:
            if begun.done():  # it was given up, and nothing is shown
                look.ended_s = time.monotonic()
                self._ending.append((look, begun))
            else:
                self._open.add(look)
                begun.set_result(None)

    async def _write_proven(self) -> None:
        if looks := list(self._open):
            try:
                await _in_database(_prove, looks)
            except DATABASE_AWAY as error:
                _say_away(error)
            except Exception:  # what is not proven is closed by `end_lost`, and begins again
                logger.exception("Journal: live pictures could not be proven.")

    async def _write_ended(self) -> None:
        """What cannot be written waits for the next time; what is refused is left to the task
        that ends whatever nobody proves."""
        waiting, self._ending = self._ending, []
        if not waiting:
            return
        try:
            await _in_database(_end, [look for look, _ in waiting])
        except DATABASE_AWAY as error:
            _say_away(error)
            self._ending = waiting + self._ending
            return
        except Exception:
            logger.exception("Journal: %s ends of live pictures were refused.", len(waiting))
        for _, ended in waiting:
            if not ended.done():
                ended.set_result(None)


_traces: WeakKeyDictionary[asyncio.AbstractEventLoop, LiveTrace] = WeakKeyDictionary()


def live_trace() -> LiveTrace:
    return _traces.setdefault(asyncio.get_running_loop(), LiveTrace())


def _begin(looks: list[Look]) -> None:
    now_s = time.monotonic()
    numbers = begin_all([(look.thing, look.origin) for look in looks])
    for look, number in zip(looks, numbers, strict=True):
        look.entry, look.proven_s = number, now_s


def _prove(looks: list[Look]) -> None:
    """What was taken for lost while the database was away begins again where it was lost."""
    now_s = time.monotonic()
    ago_s = {look.entry: look.proven_ago_s() for look in looks}
    still_open = prove(ago_s)
    lost = [look for look in looks if look.entry not in still_open]
    if lost:
        now = database_now()
        for look in lost:
            look.thing = replace(
                look.thing,
                seen_from=now - timedelta(seconds=now_s - look.proven_s),
                detail={**look.thing.detail, "continues": look.entry},
            )
        _begin(lost)
    for look in looks:
        look.proven_s = now_s - ago_s.get(look.entry, 0)


def _end(looks: list[Look]) -> None:
    now, now_s = database_now(), time.monotonic()
    end_all(
        [
            End(look.entry, now - timedelta(seconds=now_s - (look.ended_s or now_s)), look.is_lost)
            for look in looks
        ]
    )


async def _in_database(write: Callable[[list[Look]], None], looks: list[Look]) -> None:
    await database_sync_to_async(_fresh_after_outage)(write, looks)


def _fresh_after_outage(write: Callable[[list[Look]], None], looks: list[Look]) -> None:
    """A connection that broke is thrown away: the next writer gets a new one."""
    try:
        write(looks)
    except DATABASE_AWAY:
        connection.close()
        raise


def _say_away(error: BaseException | Any) -> None:
    logger.warning("Journal: the database does not answer: %s", str(error).strip())
