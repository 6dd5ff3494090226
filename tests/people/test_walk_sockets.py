"""Sockets, walked by people of another venue: nothing is told, and a post that ends closes them."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.utils import timezone

from command_center.alerts import consumers, newest
from command_center.alerts.door import end_alert, raise_alert
from command_center.alerts.found import Found
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.rights import FORBIDDEN
from command_center.people.roles import Role
from command_center.streams.camera_states import Noted, store
from command_center.urls import websocket_urlpatterns
from command_center.venues.models import Camera, Venue, Zone
from tests.people.elsewhere import raised
from tests.people.posted import posted
from tests.sockets import socket_of

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE_S = 1.0
NOT_THERE = 987_654_321
SEES = {Role.OPERATOR, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.LEGAL, Role.INSPECTOR}


@pytest.fixture
def other() -> Camera:
    """Of another venue than the camera whose alerts are raised."""
    venue = Venue.objects.create(name="Bravo hall")
    return Camera.objects.create(venue=venue, name="Bravo gate", url="rtsp://192.0.2.8/gate")


async def opened(agent: Agent, path: str) -> WebsocketCommunicator:
    socket = await socket_of(agent, path)
    assert (await socket.connect())[0]
    return socket


async def close_code(agent: Agent, path: str) -> Any:
    socket = await opened(agent, path)
    return (await socket.receive_output(5))["code"]


def test_every_socket_is_walked_here() -> None:
    assert {str(one.pattern) for one in websocket_urlpatterns} == {
        "ws/alerts",
        "ws/cameras/<int:camera_id>/live",
        "ws/incidents/<int:incident_id>",
    }


@pytest.mark.parametrize("role", list(Role))
async def test_camera_elsewhere_is_closed_as_one_that_is_not_there(
    stranger: Agent, camera: Camera, other: Camera, role: Role
) -> None:
    agent = await sync_to_async(posted)(stranger, role, other.venue)
    for number in (camera.pk, NOT_THERE):
        assert await close_code(agent, f"/ws/cameras/{number}/live") == FORBIDDEN


@pytest.mark.parametrize("role", sorted(set(Role) - SEES))
async def test_role_that_sees_nothing_opens_no_socket(
    stranger: Agent, camera: Camera, role: Role
) -> None:
    agent = await sync_to_async(posted)(stranger, role, None)
    for path in ("/ws/alerts", f"/ws/cameras/{camera.pk}/live"):
        assert await close_code(agent, path) == FORBIDDEN


async def test_alerts_of_another_venue_are_not_told(
    stranger: Agent, other: Camera, zone: Zone, order: Order, intrusion: Found
) -> None:
    socket = await opened(
        await sync_to_async(posted)(stranger, Role.OPERATOR, other.venue), "/ws/alerts"
    )
    alert = await sync_to_async(raise_alert)(intrusion)
    await sync_to_async(end_alert)(alert, timezone.now())
    await sync_to_async(store)([(alert.camera_id, Noted("offline"))])
    await sync_to_async(store)([(other.pk, Noted("live"))])
    assert json.loads(await socket.receive_from(5)) == {"type": "cameras.changed"}
    assert await socket.receive_nothing(0.3)
    await socket.disconnect()


async def test_alerts_of_the_own_venue_are_told_without_its_number(
    stranger: Agent, zone: Zone, order: Order, intrusion: Found
) -> None:
    venue = await Venue.objects.aget()
    socket = await opened(await sync_to_async(posted)(stranger, Role.OPERATOR, venue), "/ws/alerts")
    alert = await sync_to_async(raise_alert)(intrusion)
    assert json.loads(await socket.receive_from(5)) == {"type": "alert.raised", "alert": alert.pk}
    await socket.disconnect()


async def test_newest_alert_is_the_newest_of_the_own_venue(
    stranger: Agent,
    other: Camera,
    zone: Zone,
    order: Order,
    intrusion: Found,
    monkeypatch: pytest.MonkeyPatch,
    sighting: Any,
) -> None:
    from tests.law.ordering import ordered

    monkeypatch.setattr(consumers, "NEWEST_SAID_EVERY_S", 0.1)
    monkeypatch.setattr(newest, "_known", {})

    def both() -> int:
        Zone.objects.create(camera=other, name="lawn", kind="intrusion", polygon=zone.polygon)
        ordered([other], reference="2026-11-0043")
        own = raised(other, sighting)
        raise_alert(intrusion)  # later, and elsewhere
        return own.pk

    own = await sync_to_async(both)()
    agent = await sync_to_async(posted)(stranger, Role.OPERATOR, other.venue)
    socket = await opened(agent, "/ws/alerts")
    told = json.loads(await socket.receive_from(5))
    told.pop("mark")  # of acts at the desk: none is of an alert elsewhere
    assert told == {
        "type": "alert.newest",
        "alert": own,
        "lasting": [own],
        "verdict": 0,
        "unjudged": 1,
    }
    await socket.disconnect()


async def test_end_of_a_post_closes_sockets_at_its_time(stranger: Agent, camera: Camera) -> None:
    ends_at = timezone.now() + timedelta(seconds=1.5)
    agent = await sync_to_async(posted)(stranger, Role.OPERATOR, camera.venue, ends_at=ends_at)
    socket = await opened(agent, "/ws/alerts")
    assert (await closed(socket, 1.5 + AT_ONCE_S)) == FORBIDDEN
    assert timezone.now() >= ends_at


async def test_revoking_a_post_closes_sockets_at_once(
    stranger: Agent, operator: Agent, camera: Camera
) -> None:
    agent = await sync_to_async(posted)(stranger, Role.OPERATOR, camera.venue)
    socket = await opened(agent, f"/ws/cameras/{camera.pk}/live")
    post = await agent.posts.aget()
    assert await sync_to_async(post.revoke)(operator, "Left the service")
    assert (await closed(socket, AT_ONCE_S)) == FORBIDDEN


async def test_post_at_another_venue_that_ends_leaves_the_socket_open(
    stranger: Agent, operator: Agent, camera: Camera, other: Camera
) -> None:
    await sync_to_async(posted)(stranger, Role.OPERATOR, camera.venue)
    agent = await sync_to_async(posted)(stranger, Role.OPERATOR, other.venue)
    here, there = [await opened(agent, f"/ws/cameras/{one.pk}/live") for one in (camera, other)]
    post = await agent.posts.aget(venue=other.venue_id)
    assert await sync_to_async(post.revoke)(operator, "Moved")
    assert (await closed(there, AT_ONCE_S)) == FORBIDDEN
    assert await stays(here, 0.5)
    await here.disconnect()


async def closed(socket: WebsocketCommunicator, within_s: float) -> Any:
    async with asyncio.timeout(within_s + 1):
        while (message := await socket.receive_output(within_s + 1))["type"] != "websocket.close":
            pass
    return message["code"]


async def stays(socket: WebsocketCommunicator, for_s: float) -> bool:
    while not await socket.receive_nothing(for_s):
        if (await socket.receive_output(1))["type"] == "websocket.close":
            return False
    return True
