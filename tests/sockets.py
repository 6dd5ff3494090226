"""A WebSocket as a browser opens it: with the cookie of whoever is signed in."""

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from command_center.asgi import application
from command_center.people.models import Agent

HERE = "http://localhost"


async def socket_of(agent: Agent | None, path: str, origin: str = HERE) -> WebsocketCommunicator:
    """Not yet connected. `origin` is the page that opens it."""
    headers = [(b"origin", origin.encode()), (b"host", b"localhost")]
    if agent:
        headers.append((b"cookie", await sync_to_async(_session)(agent)))
    return WebsocketCommunicator(application, path, headers)


def _session(agent: Agent) -> bytes:
    visit = Client()
    visit.force_login(agent)
    return f"sessionid={visit.cookies['sessionid'].value}".encode()
