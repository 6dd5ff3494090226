"""What goes over the wire between one browser and the web process, noted by a proxy between them.

A browser's own tools do not tell of all: Playwright forgets sockets and requests that a page began
just before it was left.
"""

import asyncio
import threading
import time
import traceback
from contextlib import closing, suppress
from dataclasses import dataclass, field

import h11

from tests.browser.socket_frames import CLOSE, DATA, SocketFrames
from tests.ports import free_port

AT_ONCE = 65_536


@dataclass(eq=False)
class Exchange:
    """One request. `status` None: no answer came; `messages`: what came over a WebSocket;
    `ended_by`: who said first that it ends, None where nobody did; the times are of `time.time`,
    `closed_s` None while it goes on."""

    method: str
    target: str
    opened_s: float = field(default_factory=time.time)
    status: int | None = None
    is_whole: bool = False
    messages: int = 0
    ended_by: str | None = None
    closed_s: float | None = None


class Wire:
    """Listens at `address`, and passes all on to the web process at `port`."""

    def __init__(self, port: int) -> None:
        self.port, self._own = port, free_port()
        self.address = f"http://127.0.0.1:{self._own}"
        self.exchanges: list[Exchange] = []
        self._loop = asyncio.new_event_loop()
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._listens.wait(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        listening = asyncio.start_server(self._serve, "127.0.0.1", self._own)
        server = self._loop.run_until_complete(listening)
        self._listens.set()
        self._loop.run_forever()
        server.close()
        for task in (tasks := asyncio.all_tasks(self._loop)):
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0.1))  # what was closed is let go of
        self._loop.close()

    async def _serve(self, browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        with closing(to_browser), suppress(OSError):  # it was killed, and is not back yet
            web, to_web = await asyncio.open_connection("127.0.0.1", self.port)
            with closing(to_web):
                await self._pass_both_ways(browser, to_browser, web, to_web)

    async def _pass_both_ways(
        self,
        browser: asyncio.StreamReader,
        to_browser: asyncio.StreamWriter,
        web: asyncio.StreamReader,
        to_web: asyncio.StreamWriter,
    ) -> None:
        """Until one side ends."""
        heard = _Heard(self.exchanges)
        ways = [
            asyncio.create_task(_pass_on(browser, to_web, heard.asked)),
            asyncio.create_task(_pass_on(web, to_browser, heard.answered)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for one in ways:
            one.cancel()
        for ended in await asyncio.gather(*ways, return_exceptions=True):
            if isinstance(ended, Exception):
                traceback.print_exception(ended)  # else nobody would hear of it
        heard.close()


async def _pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, hear: object
) -> None:
    with suppress(OSError):
        while data := await reader.read(AT_ONCE):
            hear(data)  # type: ignore[operator]
            writer.write(data)
            await writer.drain()


def _says_nothing(event: object) -> bool:
    is_waited_for = event is h11.NEED_DATA or event is h11.PAUSED
    return is_waited_for or isinstance(event, h11.ConnectionClosed)


class _Heard:
    """Both ways of one connection, read by h11 as a server and a client would."""

    def __init__(self, exchanges: list[Exchange]) -> None:
        self._exchanges = exchanges
        self._present: Exchange | None = None
        self._server, self._client = h11.Connection(h11.SERVER), h11.Connection(h11.CLIENT)
        self._frames: SocketFrames | None = None
        self._asked_frames = SocketFrames()

    def asked(self, data: bytes) -> None:
        if self._frames is not None:
            self._note(self._asked_frames, data, "browser")
            return
        self._server.receive_data(data)
        while True:
            event = self._server.next_event()
            if isinstance(event, h11.Request):
                self._present = Exchange(event.method.decode(), event.target.decode())
                self._exchanges.append(self._present)
            elif _says_nothing(event):
                return
            self._client.send(event)

    def answered(self, data: bytes) -> None:
        if self._frames is None:
            data = self._answered_over_http(data)
        if self._frames is not None and self._present:
            self._present.messages += self._note(self._frames, data, "web")

    def _note(self, frames: SocketFrames, data: bytes, by: str) -> int:
        """How many messages went by."""
        assert self._present is not None
        codes = list(frames.codes(data))
        if CLOSE in codes:
            self._present.ended_by = self._present.ended_by or by
        return sum(code in DATA for code in codes)

    def _answered_over_http(self, data: bytes) -> bytes:
        """What follows the answer that opened a WebSocket."""
        assert self._present is not None
        self._client.receive_data(data)
        while True:
            event = self._client.next_event()
            if isinstance(event, h11.Response | h11.InformationalResponse):
                self._present.status = event.status_code
            if _says_nothing(event):
                break
            self._server.send(event)
            if isinstance(event, h11.EndOfMessage):
                self._next()
                return b""
        if self._client.their_state is not h11.SWITCHED_PROTOCOL:
            return b""
        self._frames = SocketFrames()
        return bytes(self._client.trailing_data[0])

    def _next(self) -> None:
        assert self._present is not None
        self._present.is_whole, self._present.closed_s = True, time.time()
        for one in (self._server, self._client):
            if one.our_state is h11.DONE and one.their_state is h11.DONE:
                one.start_next_cycle()

    def close(self) -> None:
        if self._present and self._present.closed_s is None:
            self._present.closed_s = time.time()
