"""One viewer of one camera, as the tests of the live picture read it: a dialogue."""

import json
from typing import Any

from channels.testing import WebsocketCommunicator

from command_center.people.models import Agent
from tests.sockets import socket_of


class Browser:
    """Acknowledges nothing by itself. `received` counts what came, as a browser does."""

    def __init__(self, socket: WebsocketCommunicator) -> None:
        self.socket = socket
        self.received = 0

    async def next(self) -> Any:
        """A message of JSON, bytes, or the code of the close."""
        message = await self.socket.receive_output(5)
        if message["type"] == "websocket.close":
            return message["code"]
        content = message.get("text") or message["bytes"]
        self.received += len(content)
        return json.loads(content) if isinstance(content, str) else content

    async def next_of(self, kind: str) -> Any:
        while True:
            message = await self.next()
            if isinstance(message, dict) and message["type"] == kind:
                return message

    async def next_bytes(self) -> bytes:
        while True:
            message = await self.next()
            if isinstance(message, bytes):
                return message

    async def picture(self, size: int) -> bytes:
        """The next bytes, which may come in one message or in several."""
        found = b""
        while len(found) < size:
            found += await self.next_bytes()
        return found

    async def close_code(self) -> int:
        while not isinstance(message := await self.next(), int):
            pass
        return message

    async def acknowledge(self, received: object = None) -> None:
        received = self.received if received is None else received
        await self.socket.send_to(json.dumps({"type": "received", "bytes": received}))

    async def leave(self) -> None:
        await self.socket.disconnect()


async def open_browser(agent: Agent | None, camera_id: int, query: str = "") -> Browser:
    browser = Browser(await socket_of(agent, f"/ws/cameras/{camera_id}/live{query}"))
    connected, _ = await browser.socket.connect()
    assert connected
    return browser
