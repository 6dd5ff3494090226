"""Redis goes away and comes back: the worker goes on, and the pictures come back by themselves."""

import logging
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from launcher.servers import redis_server

from command_center.people.models import Agent
from command_center.streams import spared_redis, wanted
from command_center.streams.consumers import TRY_AGAIN
from command_center.streams.feed_keys import FeedKeys
from command_center.streams.live_feed import LiveFeed
from command_center.streams.picture_feed import Shape
from command_center.streams.redis_client import client
from command_center.venues.models import Camera
from detection.boxes import Box, Track
from tests.streams.live_browser import open_browser
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

TRACK = Track(3, Box(0.1, 0.2, 0.3, 0.4), "person", 0.8)


class Redis:
    """One of the test's own, which can be stopped."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "redis.sock"
        self.url = f"unix://{self.path}?db=0"
        self._command = [redis_server(), "--port", "0", "--unixsocket", str(self.path)]
        self._command += ["--save", "", "--dir", str(folder)]

    def start(self) -> None:
        self._server = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        wait_until(self.path.exists, 10)

    def kill(self) -> None:
        self._server.kill()
        self._server.wait()
        self.path.unlink(missing_ok=True)


@pytest.fixture
def redis(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    monkeypatch.setattr(spared_redis, "TRIED_AGAIN_AFTER_S", 0.05)
    monkeypatch.setattr(wanted, "LOOKED_EVERY_S", 0.0)
    with tempfile.TemporaryDirectory(prefix="vigie-") as folder:  # the path of a socket is short
        redis = Redis(Path(folder))
        redis.start()
        settings.REDIS_URL = redis.url
        client.cache_clear()
        yield redis
        client.cache_clear()
        redis.kill()


def playing(camera: Camera) -> LiveFeed:
    feed = LiveFeed(camera.pk)
    feed.initialise(Shape("avc1.64001f", 960, 540), b"init")
    feed.send_fragment(b"K", True)
    return feed


def tell_everything(feed: LiveFeed) -> None:
    feed.show_state("offline", "ended")
    feed.show_state("live")
    feed.renew()
    feed.send_fragment(b"x", False)
    feed.send_overlay(0, [TRACK])


async def test_watch_goes_on_without_redis_and_says_so_once(
    redis: Redis, camera: Camera, caplog: pytest.LogCaptureFixture
) -> None:
    client().set(FeedKeys(camera.pk).wanted, 1)
    feed = playing(camera)
    redis.kill()
    with caplog.at_level(logging.INFO, spared_redis.__name__):
        for _ in range(20):
            tell_everything(feed)
        redis.start()
        wait_until(lambda: feed.renew() or client().exists(FeedKeys(camera.pk).state), 5)
    said = [record.getMessage() for record in caplog.records]
    assert [text.split(" (")[0] for text in said] == [
        "Redis does not answer: no live pictures until it does",
        "Redis answers again.",
    ]


async def test_viewers_are_told_to_come_back_and_then_see_the_picture_at_once(
    redis: Redis, camera: Camera, operator: Agent
) -> None:
    feed = playing(camera)
    browser = await open_browser(operator, camera.pk)
    await browser.next_of("state")
    feed.send_fragment(b"a", False)
    assert await browser.picture(6) == b"initKa"
    redis.kill()
    assert await browser.close_code() == TRY_AGAIN
    tell_everything(feed)
    redis.start()
    again = await open_browser(operator, camera.pk)
    await again.next_of("state")
    wait_until(lambda: feed.send_fragment(b"b", False) or feed._is_written, 5)
    assert (await again.picture(8)).startswith(b"initKaxb")
    await again.leave()


async def test_redis_that_refuses_what_is_written_ends_no_watch(
    redis: Redis, camera: Camera
) -> None:
    keys = FeedKeys(camera.pk)
    client().set(keys.wanted, 1)
    feed = playing(camera)
    client().set(keys.stream, "not a stream")
    client().rpush(keys.said, "not a stream either")
    tell_everything(feed)
    wait_until(lambda: feed.send_fragment(b"b", False) or feed._is_written, 5)
    assert client().xlen(keys.stream) > 0
