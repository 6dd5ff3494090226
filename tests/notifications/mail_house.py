"""A real mail server: takes, refuses, or says nothing at all."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller

from tests.ports import free_port


@dataclass
class MailHouse:
    port: int
    refusal: str = ""
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(cast("EmailMessage", mail))
        return "250 OK"


def name_it(patch: pytest.MonkeyPatch, port: int) -> None:
    """To this process."""
    patch.setenv("SMTP_HOST", "127.0.0.1")
    patch.setenv("SMTP_PORT", str(port))
    patch.setenv("SMTP_TLS", "none")
    patch.setenv("SMTP_FROM", "vigie@site.example")


@contextmanager
def mail_house() -> Iterator[MailHouse]:
    house = MailHouse(free_port())
    controller = Controller(house, hostname="127.0.0.1", port=house.port)
    controller.start()
    try:
        yield house
    finally:
        controller.stop()


@contextmanager
def silent_house() -> Iterator[int]:
    """Takes the connection, and says nothing. Its port."""
    stopping = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        held: list[socket.socket] = []

        def listen() -> None:
            while not stopping.is_set():
                try:
                    held.append(listener.accept()[0])
                except OSError:
                    return

        threading.Thread(target=listen, daemon=True).start()
        yield int(listener.getsockname()[1])
        stopping.set()
        for one in held:
            one.close()
