"""From a worker's feed to a browser's socket, through real Redis, read as a dialogue."""

import asyncio
import json
from typing import Any

import pytest
from channels.testing import WebsocketCommunicator

from command_center.people.models import Agent
from command_center.streams import relay
from command_center.streams.live_feed import LiveFeed, Shape
from command_center.streams.redis_client import client
from command_center.venues.models import Camera
from detection.boxes import Box, Track
from tests.sockets import socket_of

pytestmark = pytest.mark.django_db(transaction=True)

SHAPE = Shape("avc1.64001f", 960, 540)
TRACK = Track(3, Box(0.1, 0.2, 0.3, 0.4), "person", 0.812)


class Browser:
    """One viewer of one camera."""

    def __init__(self, socket: WebsocketCommunicator) -> None:
        self.socket = socket

    async def next(self) -> Any:
        message = await self.socket.receive_output(5)
        if message["type"] == "websocket.close":
            return message["code"]
        return json.loads(message["text"]) if message.get("text") else message["bytes"]

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


def playing(camera: Camera) -> LiveFeed:
    """The feed of a camera whose picture has begun with a keyframe."""
    feed = LiveFeed(camera.pk)
    feed.initialise(SHAPE, b"init")
    feed.send_fragment(b"K", True)
    return feed


async def open_browser(agent: Agent | None, camera_id: int) -> Browser:
    browser = Browser(await socket_of(agent, f"/ws/cameras/{camera_id}/live"))
    connected, _ = await browser.socket.connect()
    assert connected
    return browser


async def test_viewer_gets_the_picture_from_its_last_keyframe(
    operator: Agent, camera: Camera
) -> None:
    feed = LiveFeed(camera.pk)
    feed.initialise(SHAPE, b"init")
    for data, keyframe in ((b"K1", True), (b"a", False), (b"K2", True), (b"b", False)):
        feed.send_fragment(data, keyframe)
    browser = await open_browser(operator, camera.pk)
    assert (await browser.next_of("init"))["codec"] == "avc1.64001f"
    assert [await browser.next_bytes() for _ in range(3)] == [b"init", b"K2", b"b"]
    feed.send_fragment(b"c", False)
    assert await browser.next_bytes() == b"c"
    await browser.socket.disconnect()


async def test_second_viewer_gets_the_picture_at_once(operator: Agent, camera: Camera) -> None:
    playing(camera)
    first = await open_browser(operator, camera.pk)
    assert [await first.next_bytes() for _ in range(2)] == [b"init", b"K"]
    second = await open_browser(operator, camera.pk)
    assert [await second.next_bytes() for _ in range(2)] == [b"init", b"K"]
    assert len(relay._relays) == 1
    await first.socket.disconnect()
    await second.socket.disconnect()
    assert not relay._relays


async def test_boxes_carry_the_time_of_their_frame(operator: Agent, camera: Camera) -> None:
    feed = LiveFeed(camera.pk)
    browser = await open_browser(operator, camera.pk)
    await browser.next_of("state")
    feed.send_overlay(123_456, [TRACK])
    assert await browser.next_of("overlay") == {
        "type": "overlay",
        "pts": 123_456,
        "boxes": [{"track": 3, "label": "person", "box": [0.1, 0.2, 0.3, 0.4], "confidence": 0.81}],
    }
    await browser.socket.disconnect()


async def test_camera_that_nobody_watches_is_never_shown_as_live(
    operator: Agent, camera: Camera
) -> None:
    feed = LiveFeed(camera.pk)
    feed.show_state("live")
    browser = await open_browser(operator, camera.pk)
    assert (await browser.next_of("state"))["state"] == "live"
    client().delete(f"camera:{camera.pk}:state")  # as when its watcher died and it expired
    state = await browser.next_of("state")
    assert (state["state"], state["reason"]) == ("offline", "unwatched")
    await browser.socket.disconnect()


async def test_new_connection_of_the_camera_begins_a_new_picture(
    operator: Agent, camera: Camera
) -> None:
    feed = playing(camera)
    browser = await open_browser(operator, camera.pk)
    assert [await browser.next_bytes() for _ in range(2)] == [b"init", b"K"]
    feed.initialise(Shape("avc1.42c01e", 640, 360), b"again")
    feed.send_fragment(b"K2", True)
    assert (await browser.next_of("init"))["width"] == 640
    assert [await browser.next_bytes() for _ in range(2)] == [b"again", b"K2"]
    await browser.socket.disconnect()


async def test_stranger_is_shown_nothing(stranger: Agent, camera: Camera) -> None:
    playing(camera)
    browser = await open_browser(stranger, camera.pk)
    assert await browser.next() == 4403
    assert await browser.socket.receive_nothing(0.5)


async def test_visitor_who_is_not_signed_in_is_shown_nothing(camera: Camera) -> None:
    browser = await open_browser(None, camera.pk)
    assert await browser.next() == 4403


async def test_camera_that_is_switched_off_is_not_found(operator: Agent, camera: Camera) -> None:
    await Camera.objects.filter(pk=camera.pk).aupdate(is_enabled=False)
    browser = await open_browser(operator, camera.pk)
    assert await browser.next() == 4404


async def test_feed_keeps_no_more_than_two_groups_of_pictures(camera: Camera) -> None:
    feed = LiveFeed(camera.pk)
    feed.initialise(SHAPE, b"init")
    for number in range(100):
        feed.send_fragment(b"x", keyframe=number % 10 == 0)
    assert client().xlen(f"camera:{camera.pk}:live") <= 20
    assert client().ttl(f"camera:{camera.pk}:live") > 0


async def test_viewers_of_a_relay_that_fails_are_told_to_come_back(
    operator: Agent, camera: Camera
) -> None:
    browser = await open_browser(operator, camera.pk)
    await browser.next_of("state")
    client().set(f"camera:{camera.pk}:live", "not a stream")
    async with asyncio.timeout(10):
        while (code := await browser.next()) != 1013:
            assert not isinstance(code, int)
