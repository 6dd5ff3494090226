"""A real HTTP server that receives webhooks, and answers as it is told to."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

from tests.notifications.house_authority import HouseAuthority

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq="
"""Of these tests alone."""


@dataclass
class Receiver:
    """`got`: what came with a right signature, by the specification's own library. `answers`: each
    status once, the last one for ever; 0 never answers."""

    port: int = 0
    answers: list[int] = field(default_factory=lambda: [204])
    got: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    redirected: int = 0
    scheme: str = "http"
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/hook/s3cret-path"

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.got if one["type"] == kind]


class Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Whoever does not trust it goes away in the middle."""


@contextmanager
def receiver(*answers: int, tls: HouseAuthority | None = None) -> Iterator[Receiver]:
    told = Receiver(answers=list(answers) or [204], scheme="https" if tls else "http")
    server = Quiet(("127.0.0.1", 0), _handler(told))
    if tls:
        shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shown.load_cert_chain(tls.certificate, tls.key)
        server.socket = shown.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    told.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(told: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if self.path == "/elsewhere":
                told.redirected += 1
            body = self.rfile.read(int(self.headers["content-length"]))
            told.bodies.append(body)
            told.got.append(Webhook(SECRET).verify(body, dict(self.headers)))
            status = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            if not status:
                told.stopping.wait(60)
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silent."""

    return Handler


@contextmanager
def dripping() -> Iterator[Receiver]:
    """Answers a byte a second, for ever: no time limit of a single read ends that."""
    listener = socket.create_server(("127.0.0.1", 0))
    told = Receiver(port=listener.getsockname()[1])

    def drip(peer: socket.socket) -> None:
        with peer:
            peer.recv(65536)
            try:
                while not told.stopping.wait(0.5):
                    peer.sendall(b"H")
            except OSError:
                return

    def listen() -> None:
        while not told.stopping.is_set():
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=[peer], daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield told
    finally:
        told.stopping.set()
        listener.close()
