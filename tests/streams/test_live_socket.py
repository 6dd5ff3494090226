"""From a worker's feed to a browser's socket, through real Redis, read as a dialogue."""

import asyncio
from datetime import UTC, datetime

import pytest

from command_center.people.models import Agent
from command_center.streams import picture_feed, relay, wanted
from command_center.streams.consumers import TRY_AGAIN
from command_center.streams.feed_keys import SUB, FeedKeys
from command_center.streams.live_feed import LiveFeed
from command_center.streams.picture_feed import PictureFeed, Shape
from command_center.streams.redis_client import client
from command_center.streams.wanted import Wanted
from command_center.venues.models import Camera
from detection.boxes import Box, Track
from tests.streams.live_browser import Browser, open_browser

pytestmark = pytest.mark.django_db(transaction=True)

SHAPE = Shape("avc1.64001f", 960, 540)
TRACK = Track(3, Box(0.1, 0.2, 0.3, 0.4), "person", 0.812)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks for wishes with each picture: nothing here waits for time to pass."""
    monkeypatch.setattr(wanted, "LOOKED_EVERY_S", 0.0)


def playing(camera: Camera, which: str | None = None) -> PictureFeed:
    """The feed of a camera whose picture has begun with a keyframe."""
    feed = (
        PictureFeed(FeedKeys(camera.pk, which), Wanted(camera.pk)) if which else LiveFeed(camera.pk)
    )
    feed.initialise(SHAPE, b"init")
    feed.send_fragment(b"K", True)
    return feed


async def watched_by(agent: Agent, camera: Camera, query: str = "") -> Browser:
    """A browser whose wish has reached Redis."""
    browser = await open_browser(agent, camera.pk, query)
    await browser.next_of("state")
    return browser


def written(camera: Camera, which: str = "main") -> int:
    return client().xlen(FeedKeys(camera.pk, which).stream)


async def test_viewer_gets_the_picture_from_its_last_keyframe(
    operator: Agent, camera: Camera
) -> None:
    feed = LiveFeed(camera.pk)
    feed.initialise(SHAPE, b"init")
    for data, keyframe in ((b"K1", True), (b"a", False), (b"K2", True), (b"b", False)):
        feed.send_fragment(data, keyframe)
    browser = await watched_by(operator, camera)
    feed.send_fragment(b"c", False)
    assert (await browser.next_of("init"))["codec"] == "avc1.64001f"
    assert await browser.next_bytes() == b"init"
    assert await browser.picture(4) == b"K2bc"
    feed.send_fragment(b"d", False)
    assert await browser.next_bytes() == b"d"
    await browser.leave()


async def test_picture_is_written_only_while_somebody_watches(
    operator: Agent, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "HOLDS_S", 0.2)
    monkeypatch.setattr(relay, "SAID_EVERY_S", 0.05)
    feed = playing(camera)
    feed.send_overlay(0, [TRACK])
    assert not client().exists(FeedKeys(camera.pk).stream, FeedKeys(camera.pk).said)
    browser = await watched_by(operator, camera)
    feed.send_fragment(b"a", False)
    assert await browser.picture(6) == b"initKa"
    assert written(camera) == 3
    await browser.leave()
    async with asyncio.timeout(5):
        while client().exists(FeedKeys(camera.pk).wanted):
            await asyncio.sleep(0.02)
    feed.send_fragment(b"b", False)
    feed.send_overlay(9000, [TRACK])
    assert not client().exists(FeedKeys(camera.pk).stream, FeedKeys(camera.pk).said)


async def test_state_is_told_to_nobody_too(camera: Camera) -> None:
    feed = LiveFeed(camera.pk)
    feed.show_state("live")
    assert client().exists(FeedKeys(camera.pk).state)
    client().flushdb()  # as when Redis was started anew
    feed.renew()
    assert client().pttl(FeedKeys(camera.pk).state) > 0


async def test_second_viewer_gets_the_picture_at_once(operator: Agent, camera: Camera) -> None:
    feed = playing(camera)
    first = await watched_by(operator, camera)
    feed.send_fragment(b"a", False)
    assert await first.picture(6) == b"initKa"
    second = await open_browser(operator, camera.pk)
    assert await second.picture(6) == b"initKa"
    assert len(relay._relays) == 1
    await first.leave()
    await second.leave()
    assert not relay._relays


async def test_boxes_carry_the_time_of_their_frame(operator: Agent, camera: Camera) -> None:
    feed = LiveFeed(camera.pk)
    browser = await watched_by(operator, camera)
    feed.note_time(90_000, NOON)
    feed.send_overlay(99_000, [TRACK])
    assert await browser.next_of("overlay") == {
        "type": "overlay",
        "pts": 99_000,
        "at_ms": NOON.timestamp() * 1000 + 100,
        "boxes": [{"track": 3, "label": "person", "box": [0.1, 0.2, 0.3, 0.4], "confidence": 0.81}],
    }
    await browser.leave()


async def test_camera_that_nobody_watches_is_never_shown_as_live(
    operator: Agent, camera: Camera
) -> None:
    feed = LiveFeed(camera.pk)
    feed.show_state("live")
    browser = await open_browser(operator, camera.pk)
    assert (await browser.next_of("state"))["state"] == "live"
    client().delete(FeedKeys(camera.pk).state)  # as when its watcher died and it expired
    state = await browser.next_of("state")
    assert (state["state"], state["reason"]) == ("offline", "unwatched")
    await browser.leave()


async def test_new_connection_of_the_camera_begins_a_new_picture(
    operator: Agent, camera: Camera
) -> None:
    feed = playing(camera)
    browser = await watched_by(operator, camera)
    feed.send_fragment(b"a", False)
    assert await browser.picture(6) == b"initKa"
    feed.initialise(Shape("avc1.42c01e", 640, 360), b"again")
    feed.send_fragment(b"K2", True)
    assert (await browser.next_of("init"))["width"] == 640
    assert [await browser.next_bytes() for _ in range(2)] == [b"again", b"K2"]
    await browser.leave()


async def test_small_picture_is_a_stream_of_its_own_with_the_same_boxes_and_state(
    operator: Agent, camera: Camera
) -> None:
    await Camera.objects.filter(pk=camera.pk).aupdate(sub_url="rtsp://192.0.2.1/small")
    main, small = playing(camera), playing(camera, SUB)
    browser = await watched_by(operator, camera, "?stream=sub")
    small.note_time(0, NOON)
    small.send_fragment(b"S", True)
    assert (await browser.next_of("clock"))["at_ms"] == NOON.timestamp() * 1000
    assert await browser.next_bytes() == b"S"
    main.note_time(450_000, NOON)
    main.send_fragment(b"M", True)
    main.send_overlay(450_000, [TRACK])
    assert (await browser.next_of("overlay"))["at_ms"] == NOON.timestamp() * 1000
    main.show_state("live")
    assert (await browser.next_of("state"))["state"] == "live"
    assert (written(camera), written(camera, SUB) > 0) == (0, True)
    await browser.leave()


async def test_camera_without_a_small_picture_shows_its_large_one(
    operator: Agent, camera: Camera
) -> None:
    feed = playing(camera)
    browser = await watched_by(operator, camera, "?stream=sub")
    feed.send_fragment(b"a", False)
    assert await browser.picture(6) == b"initKa"
    await browser.leave()


@pytest.mark.parametrize("query", ["?stream=", "?stream=huge", "?stream=sub&stream=main"])
async def test_stream_that_does_not_exist_is_not_found(
    operator: Agent, camera: Camera, query: str
) -> None:
    browser = await open_browser(operator, camera.pk, query)
    assert await browser.next() == 4404


async def test_stranger_is_shown_nothing(stranger: Agent, camera: Camera) -> None:
    playing(camera)
    browser = await open_browser(stranger, camera.pk)
    assert await browser.next() == 4403
    assert await browser.socket.receive_nothing(0.5)
    assert not client().exists(FeedKeys(camera.pk).wanted)


async def test_visitor_who_is_not_signed_in_is_shown_nothing(camera: Camera) -> None:
    browser = await open_browser(None, camera.pk)
    assert await browser.next() == 4403


async def test_camera_that_is_switched_off_is_not_found(operator: Agent, camera: Camera) -> None:
    await Camera.objects.filter(pk=camera.pk).aupdate(is_enabled=False)
    browser = await open_browser(operator, camera.pk)
    assert await browser.next() == 4404


async def test_feed_keeps_no_more_than_two_groups_of_pictures(
    camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_feed, "HELD_S", 0.0)
    client().set(FeedKeys(camera.pk).wanted, 1)
    feed = LiveFeed(camera.pk)
    feed.initialise(SHAPE, b"init")
    for number in range(100):
        feed.send_fragment(b"x", keyframe=number % 10 == 0)
    assert 10 <= written(camera) <= 20
    assert client().ttl(FeedKeys(camera.pk).stream) > 0


async def test_viewers_of_a_relay_that_fails_are_told_to_come_back(
    operator: Agent, camera: Camera
) -> None:
    browser = await watched_by(operator, camera)
    client().set(FeedKeys(camera.pk).stream, "not a stream")
    assert await browser.close_code() == TRY_AGAIN
