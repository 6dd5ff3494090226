"""The socket says that there is an alert, and nothing of what it is."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.utils import timezone

from command_center.alerts import consumers, door, newest
from command_center.alerts.door import end_alert, raise_alert
from command_center.alerts.found import Found
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.venues.models import Zone
from tests.sockets import socket_of

pytestmark = pytest.mark.django_db(transaction=True)


async def open_socket(agent: Agent) -> WebsocketCommunicator:
    socket = await socket_of(agent, "/ws/alerts")
    assert (await socket.connect())[0]
    return socket


async def test_socket_tells_the_number_of_an_alert_and_of_its_end(
    operator: Agent, zone: Zone, order: Order, intrusion: Found
) -> None:
    socket = await open_socket(operator)
    alert = await sync_to_async(raise_alert)(intrusion)
    assert json.loads(await socket.receive_from(5)) == {"type": "alert.raised", "alert": alert.pk}
    await sync_to_async(end_alert)(alert, timezone.now())
    assert json.loads(await socket.receive_from(5)) == {"type": "alert.ended", "alert": alert.pk}
    await socket.disconnect()


async def test_page_hears_of_an_alert_whose_announcement_was_lost(
    operator: Agent, zone: Zone, order: Order, intrusion: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "NEWEST_SAID_EVERY_S", 0.1)
    monkeypatch.setattr(newest, "_known", {})
    monkeypatch.setattr(door, "announce", lambda what, **number: None)  # the message server is away
    socket = await open_socket(operator)
    alert = await sync_to_async(raise_alert)(intrusion)
    told = {"type": "alert.newest", "alert": alert.pk, "verdict": 0, "unjudged": 1, "mark": 0}
    assert json.loads(await socket.receive_from(5)) == {**told, "lasting": [alert.pk]}
    monkeypatch.setattr(newest, "_known", {})
    await sync_to_async(end_alert)(alert, timezone.now())
    async with asyncio.timeout(5):
        while json.loads(await socket.receive_from(5)) != {**told, "lasting": []}:
            pass
    await socket.disconnect()


async def test_stranger_is_told_nothing(
    stranger: Agent, zone: Zone, order: Order, intrusion: Found
) -> None:
    socket = await open_socket(stranger)
    assert (await socket.receive_output(5))["code"] == 4403
    await sync_to_async(raise_alert)(intrusion)
    assert await socket.receive_nothing(0.5)


async def test_page_of_another_site_cannot_open_the_socket(operator: Agent) -> None:
    socket = await socket_of(operator, "/ws/alerts", origin="https://evil.example")
    connected, _ = await socket.connect()
    assert not connected
