"""A viewer that is no browser: a bare socket, which reads only when it is told to."""

import json
import os
import socket
import struct
from base64 import b64encode

from django.test import Client

from command_center.people.models import Agent

SMALL_BUFFER_BYTES = 4096
TEXT, BINARY, PING, PONG = 1, 2, 9, 10


class RawViewer:
    """Opens the socket at `path` by hand (RFC 6455)."""

    def __init__(self, port: int, cookie: str, path: str, buffer_bytes: int = 0) -> None:
        self.socket = socket.socket()
        if buffer_bytes:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        self.socket.settimeout(20)
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(_request(port, cookie, path))
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.socket.recv(1)
        assert head.startswith(b"HTTP/1.1 101"), head
        self.received = 0

    def fileno(self) -> int:
        return self.socket.fileno()

    def close(self) -> None:
        self.socket.close()

    def message(self) -> bytes:
        """The next one's content; pings and closes have content too."""
        first, second = self._exactly(2)
        size = second & 127
        if size == 126:
            (size,) = struct.unpack(">H", self._exactly(2))
        elif size == 127:
            (size,) = struct.unpack(">Q", self._exactly(8))
        content = self._exactly(size)
        if first & 15 in {TEXT, BINARY}:
            self.received += size
        elif first & 15 == PING:
            self._send(PONG, content)
        return content

    def acknowledge(self) -> None:
        self._send(TEXT, json.dumps({"type": "received", "bytes": self.received}).encode())

    def _send(self, what: int, content: bytes) -> None:
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(content))
        self.socket.sendall(bytes([0x80 | what, 0x80 | len(content)]) + mask + masked)

    def _exactly(self, size: int) -> bytes:
        found = bytearray(size)
        view = memoryview(found)
        while view:
            count = self.socket.recv_into(view)
            if not count:
                raise ConnectionError("the server has closed the connection")
            view = view[count:]
        return bytes(found)


def cookie_of(agent: Agent) -> str:
    visit = Client()
    visit.force_login(agent)
    return f"sessionid={visit.cookies['sessionid'].value}"


def live(camera_id: int) -> str:
    """Where a camera's live picture is."""
    return f"/ws/cameras/{camera_id}/live"


def _request(port: int, cookie: str, path: str) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Origin: http://localhost:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        f"Cookie: {cookie}",
    ]
    return "\r\n".join([*lines, "", ""]).encode()
