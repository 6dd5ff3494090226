"""Who looks at which alert: said over the socket, heard by others at that place, kept nowhere."""

import asyncio
import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from command_center.alerts import consumers, looking
from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.looking import looked_at
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Venue, Zone
from tests.people.posted import posted
from tests.sockets import socket_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is told of looking is heard."""
    monkeypatch.setattr(consumers, "NEWEST_SAID_EVERY_S", 60)
    monkeypatch.setattr(looking, "_places", {})


@pytest.fixture
def alert(zone: Zone, order: Order, intrusion: Found) -> int:
    return raise_alert(intrusion).pk


def named(name: str, venue: Venue | None = None) -> Agent:
    return posted(Agent.objects.create_user(name), Role.OPERATOR, venue)


async def opened(agent: Agent) -> WebsocketCommunicator:
    socket = await socket_of(agent, "/ws/alerts")
    assert (await socket.connect())[0]
    return socket


async def closed(*sockets: WebsocketCommunicator) -> None:
    for socket in sockets:
        await socket.disconnect()


async def test_others_at_the_place_hear_who_looks(alert: int, venue: Venue) -> None:
    anne = await opened(await sync_to_async(named)("anne"))
    bruno = await opened(await sync_to_async(named)("bruno", venue))
    park = await sync_to_async(Venue.objects.create)(name="Park")
    elsewhere = await opened(await sync_to_async(named)("elsewhere", park))
    await anne.send_json_to({"type": "looking", "alert": alert})
    heard = json.loads(await bruno.receive_from(5))
    assert heard == {"type": "desk.presence", "alert": alert, "agent": "anne"}
    assert await elsewhere.receive_nothing(0.3)
    assert await anne.receive_nothing(0.1)  # nobody hears of themselves
    await closed(anne, bruno, elsewhere)


async def test_what_somebody_says_of_elsewhere_is_heard_by_nobody(alert: int) -> None:
    park = await sync_to_async(Venue.objects.create)(name="Park")
    stranger = await opened(await sync_to_async(named)("elsewhere", park))
    anne = await opened(await sync_to_async(named)("anne"))
    await stranger.send_json_to({"type": "looking", "alert": alert})
    await anne.send_json_to({"type": "looking", "alert": alert + 1_000_000})
    assert await anne.receive_nothing(0.5)
    assert await stranger.receive_nothing(0.1)
    await closed(stranger, anne)


async def test_who_says_too_much_is_heard_once_a_second(alert: int) -> None:
    anne = await opened(await sync_to_async(named)("anne"))
    bruno = await opened(await sync_to_async(named)("bruno"))
    for _ in range(20):
        await anne.send_json_to({"type": "looking", "alert": alert})
    await bruno.receive_from(5)
    heard = 1
    try:
        async with asyncio.timeout(0.7):
            while True:
                await bruno.receive_from(5)
                heard += 1
    except TimeoutError:
        pass
    assert heard <= 2
    await closed(anne)


async def test_nothing_else_is_answered_and_nothing_breaks(alert: int) -> None:
    anne = await opened(await sync_to_async(named)("anne"))
    bruno = await opened(await sync_to_async(named)("bruno"))
    for text in (" ", "{", "[]", "x" * 100_000, json.dumps({"type": "alert.raised", "alert": 1})):
        await anne.send_to(text_data=text)
    await anne.send_to(bytes_data=b"\x00")
    await anne.send_json_to({"type": "looking", "alert": alert})
    assert json.loads(await bruno.receive_from(5))["agent"] == "anne"
    await closed(anne, bruno)


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        "null",
        "3",
        '"looking"',
        '{"type": "looking"}',
        '{"type": "looking", "alert": "3"}',
        '{"type": "looking", "alert": true}',
        '{"type": "looking", "alert": 3.5}',
        '{"type": "looking", "alert": -1}',
        '{"type": "looking", "alert": 99999999999999999999}',
        '{"type": "looks", "alert": 3}',
        '{"type": "looking", "alert": 3}' + " " * 100,
        "[" * 100,
    ],
)
def test_only_the_number_of_an_alert_is_read(said: Any) -> None:
    assert looked_at(said) is None


def test_number_of_an_alert_is_read() -> None:
    assert looked_at('{"type":"looking","alert":12}') == 12
