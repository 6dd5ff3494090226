"""The live wall of a venue that blurs it: who gets which picture, and what is made of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from command_center.blur import live_choice
from command_center.blur.models import Ending, VenueBlur
from command_center.people.models import Agent
from command_center.streams import consumers, wanted
from command_center.streams.consumers import TRY_AGAIN
from command_center.streams.feed_keys import BLURRED, FeedKeys
from command_center.streams.picture_feed import PictureFeed, Shape
from command_center.streams.redis_client import client
from command_center.streams.wanted import Wanted
from command_center.venues.models import Camera
from tests.blur.annotated import detail
from tests.blur.unmasked import unmasked
from tests.films import write_walk
from tests.streams.live_browser import Browser, open_browser
from tests.streams.watching import Watching, pictures_of
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

SHAPE = Shape("avc1.64001f", 960, 540)


@pytest.fixture(autouse=True)
def _asks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_choice, "ASKED_EVERY_S", 0.0)
    monkeypatch.setattr(consumers, "CHOSEN_AGAIN_EVERY_S", 0.2)
    monkeypatch.setattr(wanted, "LOOKED_EVERY_S", 0.0)


@pytest.fixture
def blurring(camera: Camera) -> VenueBlur:
    return VenueBlur.objects.create(venue=camera.venue, live_is_blurred=True)


def feeds(camera: Camera) -> None:
    """Both pictures of a camera, begun with a keyframe that says which it is."""
    for which in ("main", BLURRED):
        feed = PictureFeed(FeedKeys(camera.pk, which), Wanted(camera.pk))
        feed.initialise(SHAPE, b"init")
        feed.send_fragment(which.encode(), True)


async def seen_by(agent: Agent, camera: Camera, query: str = "") -> tuple[Browser, bytes]:
    browser = await open_browser(agent, camera.pk, query)
    await browser.next_of("state")
    feeds(camera)
    await browser.next_of("init")
    assert await browser.next_bytes() == b"init"
    return browser, await browser.next_bytes()


@sync_to_async
def unmasked_live(agent: Agent, camera: Camera) -> int:
    now = timezone.now()
    return unmasked(agent, camera, now, covers_until=now + timedelta(minutes=5)).pk


async def test_a_venue_that_says_nothing_shows_its_live_pictures_as_they_are(
    operator: Agent, camera: Camera
) -> None:
    browser, picture = await seen_by(operator, camera)
    assert picture == b"main"
    await browser.leave()


@pytest.mark.parametrize("query", ["", "?stream=main", "?stream=sub", "?stream=blurred"])
async def test_whatever_is_asked_for_the_blurred_picture_is_given(
    operator: Agent, camera: Camera, blurring: VenueBlur, query: str
) -> None:
    browser, picture = await seen_by(operator, camera, query)
    assert picture == BLURRED.encode()
    await browser.leave()


async def test_who_unmasks_sees_it_plain_until_it_ends(
    operator: Agent, camera: Camera, blurring: VenueBlur
) -> None:
    number = await unmasked_live(operator, camera)
    browser, picture = await seen_by(operator, camera)
    assert picture == b"main"
    await sync_to_async(Ending.objects.create)(unmasking_id=number, agent=operator)
    assert await browser.close_code() == TRY_AGAIN
    browser, picture = await seen_by(operator, camera)
    assert picture == BLURRED.encode()
    await browser.leave()


async def test_a_picture_that_is_open_is_closed_once_its_venue_blurs(
    operator: Agent, camera: Camera
) -> None:
    browser, picture = await seen_by(operator, camera)
    assert picture == b"main"
    await sync_to_async(VenueBlur.objects.create)(venue_id=camera.venue_id, live_is_blurred=True)
    assert await browser.close_code() == TRY_AGAIN


def test_the_worker_blurs_while_somebody_wants_it(camera: Camera, tmp_path: Path) -> None:
    camera.url = str(write_walk(tmp_path / "film.mp4", 20))
    camera.save()
    keys = FeedKeys(camera.pk, BLURRED)
    with Watching(camera):
        wait_until(lambda: client().xlen(FeedKeys(camera.pk).stream) > 5, 20)
        assert not client().exists(keys.stream)
        client().set(keys.wanted, 1)
        wait_until(lambda: client().xlen(keys.stream) > 5, 20)
        plain, blurred = (pictures_of(one)[0] for one in (FeedKeys(camera.pk), keys))
        assert detail(blurred).mean() < detail(plain).mean() / 5
