"""A browser says how much has come; who says nothing, or something else, is sent no more."""

import pytest

from command_center.people.models import Agent
from command_center.streams import flow, wanted
from command_center.streams.consumers import POLICY_VIOLATED, TRY_AGAIN
from command_center.streams.feed_keys import FeedKeys
from command_center.streams.live_feed import LiveFeed
from command_center.streams.picture_feed import Shape
from command_center.streams.redis_client import client
from command_center.venues.models import Camera
from tests.streams.live_browser import Browser, open_browser

pytestmark = pytest.mark.django_db(transaction=True)

MOST_OPEN_BYTES = 1000
FRAGMENT = bytes(300)


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MOST_OPEN_BYTES", MOST_OPEN_BYTES)
    monkeypatch.setattr(wanted, "LOOKED_EVERY_S", 0.0)


@pytest.fixture
def feed(camera: Camera) -> LiveFeed:
    client().set(FeedKeys(camera.pk).wanted, 1)
    feed = LiveFeed(camera.pk)
    feed.initialise(Shape("avc1.64001f", 960, 540), b"init")
    feed.send_fragment(b"K1", True)
    return feed


async def full(browser: Browser, feed: LiveFeed) -> None:
    """More is open than may be: nothing comes any more."""
    assert await browser.picture(6) == b"initK1"
    while browser.received <= MOST_OPEN_BYTES:
        feed.send_fragment(FRAGMENT, False)
        await browser.next_bytes()
    feed.send_fragment(b"old", False)
    assert await browser.socket.receive_nothing(0.3)


async def test_browser_that_stalled_is_shown_the_newest_picture(
    operator: Agent, camera: Camera, feed: LiveFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.streams.viewer.LATE_MESSAGES", 0)
    browser = await open_browser(operator, camera.pk)
    await full(browser, feed)
    feed.send_fragment(b"K2", True)
    feed.send_fragment(b"new", False)
    assert await browser.socket.receive_nothing(0.3)
    await browser.acknowledge()
    assert await browser.picture(5) == b"K2new"
    await browser.leave()


async def test_browser_that_acknowledges_a_part_is_sent_more(
    operator: Agent, camera: Camera, feed: LiveFeed
) -> None:
    browser = await open_browser(operator, camera.pk)
    await full(browser, feed)
    await browser.acknowledge(browser.received - 10)
    assert await browser.next_bytes() == b"old"
    await browser.leave()


async def test_browser_that_says_nothing_for_long_is_told_to_come_back(
    operator: Agent, camera: Camera, feed: LiveFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "SILENT_S", 1.0)
    browser = await open_browser(operator, camera.pk)
    await full(browser, feed)
    assert await browser.close_code() == TRY_AGAIN


async def test_browser_that_is_silent_with_little_open_is_told_to_come_back_too(
    operator: Agent, camera: Camera, feed: LiveFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "SILENT_S", 0.0)
    browser = await open_browser(operator, camera.pk)
    assert await browser.close_code() == TRY_AGAIN


@pytest.mark.parametrize(
    "garbage",
    [
        "no JSON",
        "[" * 90,
        "[" * 100_000,
        "null",
        "[1]",
        '{"type":"received"}',
        '{"type":"received","bytes":null}',
        '{"type":"received","bytes":-1}',
        '{"type":"received","bytes":true}',
        '{"type":"received","bytes":1.5}',
        '{"type":"received","bytes":1e400}',
        '{"type":"received","bytes":"12"}',
        '{"type":"received","bytes":99999999}',
        '{"type":"received","bytes":' + "9" * 70 + "}",
        '{"type":"other","bytes":0}',
    ],
)
async def test_garbage_closes_the_socket_that_it_came_from_and_no_other(
    operator: Agent, camera: Camera, feed: LiveFeed, garbage: str
) -> None:
    honest, other = [await open_browser(operator, camera.pk) for _ in range(2)]
    assert await other.picture(6) == b"initK1"
    await other.socket.send_to(garbage)
    assert await other.close_code() == POLICY_VIOLATED
    await other.socket.send_to(garbage)
    assert await honest.picture(6) == b"initK1"
    await honest.acknowledge()
    feed.send_fragment(b"on", False)
    assert await honest.next_bytes() == b"on"
    await honest.leave()


async def test_bytes_and_an_acknowledgement_taken_back_are_garbage_too(
    operator: Agent, camera: Camera, feed: LiveFeed
) -> None:
    first, second = [await open_browser(operator, camera.pk) for _ in range(2)]
    assert await first.picture(6) == b"initK1"
    await first.acknowledge()
    await first.acknowledge(0)
    assert await first.close_code() == POLICY_VIOLATED
    await second.socket.send_to(bytes_data=b"\x00")
    assert await second.close_code() == POLICY_VIOLATED
