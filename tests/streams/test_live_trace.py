"""Every live picture leaves a trace: it begins before the first picture and ends when it ended."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import OperationalError
from django.utils import timezone

from command_center.journal.consultation import end_all, end_lost, prove
from command_center.journal.models import Entry, OpenConsultation
from command_center.people.models import Agent
from command_center.streams import live_trace
from command_center.streams.consumers import ABNORMAL, TRY_AGAIN
from command_center.streams.feed_keys import SUB
from command_center.streams.live_feed import LiveFeed
from command_center.streams.picture_feed import Shape
from command_center.venues.models import Camera
from tests.sockets import socket_of
from tests.streams.live_browser import Browser, open_browser

pytestmark = pytest.mark.django_db(transaction=True)


async def watching(agent: Agent, camera_id: int, query: str = "") -> Browser:
    """One that is shown something, so that its start is written."""
    browser = await open_browser(agent, camera_id, query)
    await browser.next_of("state")
    return browser


async def entries() -> list[Entry]:
    """Oldest first, of live pictures."""
    return [one async for one in Entry.objects.filter(object_kind="live").order_by("id")]


async def still(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(5):
        while not await condition():
            await asyncio.sleep(0.02)


async def test_a_picture_that_was_watched_is_a_start_and_an_end(
    operator: Agent, camera: Camera
) -> None:
    browser = await watching(operator, camera.pk)
    (start,) = await entries()
    assert (start.operation, start.camera, start.venue) == (
        "consultation",
        camera.pk,
        camera.venue_id,
    )
    assert (start.author_name, start.reason, start.detail) == (
        "operator",
        "test",
        {"stream": "main"},
    )
    assert start.session
    await browser.leave()
    _, end = await entries()
    assert end.detail == {"stream": "main", "begun": start.pk, "lost": False}
    assert end.seen_from == start.at
    assert start.at < end.seen_to <= end.at
    assert (end.author, end.reason, end.session) == (start.author, start.reason, start.session)
    assert not await OpenConsultation.objects.aexists()


async def test_the_small_picture_is_told_from_the_large_one(
    operator: Agent, camera: Camera
) -> None:
    await Camera.objects.filter(pk=camera.pk).aupdate(sub_url="rtsp://192.0.2.1/small")
    small = await watching(operator, camera.pk, f"?stream={SUB}")
    large = await watching(operator, camera.pk)
    assert [one.detail["stream"] for one in await entries()] == ["sub", "main"]
    await small.leave()
    await large.leave()


async def test_whoever_is_refused_saw_nothing(stranger: Agent, camera: Camera) -> None:
    socket = await socket_of(stranger, f"/ws/cameras/{camera.pk}/live")
    await socket.connect()
    assert (await socket.receive_output(5))["type"] == "websocket.close"
    assert not await entries()


async def test_a_wall_that_opens_is_written_at_once(
    operator: Agent, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    begin = live_trace.begin_all

    def counted(looks: Any) -> list[int]:
        written.append(len(looks))
        return begin(looks)

    monkeypatch.setattr(live_trace, "begin_all", counted)
    monkeypatch.setattr(live_trace, "GATHERED_S", 0.5)
    sockets = [await socket_of(operator, f"/ws/cameras/{camera.pk}/live") for _ in range(12)]
    await asyncio.gather(*(socket.connect(5) for socket in sockets))
    await still(lambda: _open_is(12))
    assert sum(written) == 12
    assert len(written) <= 4
    await asyncio.gather(*(socket.disconnect() for socket in sockets))
    assert len(await entries()) == 24


async def _open_is(count: int) -> bool:
    return await OpenConsultation.objects.acount() == count


async def test_a_killed_browser_ends_when_it_last_acknowledged(
    operator: Agent, camera: Camera
) -> None:
    feed = LiveFeed(camera.pk)
    feed.initialise(Shape("avc1.64001f", 960, 540), b"init")
    feed.send_fragment(b"K", True)
    socket = await socket_of(operator, f"/ws/cameras/{camera.pk}/live")
    await socket.connect(5)
    await socket.receive_output(5)
    sent_at = timezone.now()
    await asyncio.sleep(1.5)
    await socket.disconnect(code=ABNORMAL)
    _, end = await entries()
    assert end.detail["lost"]
    assert end.seen_to < sent_at + timedelta(seconds=1)
    assert end.at > sent_at + timedelta(seconds=1.4)


async def test_what_goes_on_is_proven_in_one_statement(
    operator: Agent,
    camera: Camera,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proofs: list[int] = []

    def counted(ago_s: dict[int, float]) -> set[int]:
        proofs.append(len(ago_s))
        return prove(ago_s)

    monkeypatch.setattr(live_trace, "prove", counted)
    monkeypatch.setattr(live_trace, "PROVEN_EVERY_S", 0.3)
    browsers = [await watching(operator, camera.pk) for _ in range(3)]
    long_ago = timezone.now() - timedelta(seconds=30)
    await OpenConsultation.objects.aupdate(proven_at=long_ago)
    await still(lambda: _all_later(long_ago))
    assert set(proofs[-2:]) == {3}
    for browser in browsers:
        await browser.leave()


async def _all_later(at: datetime) -> bool:
    return not await OpenConsultation.objects.filter(proven_at__lte=at).aexists()


async def test_what_a_dead_server_left_open_ends_with_the_last_proof(
    operator: Agent, camera: Camera
) -> None:
    browser = await watching(operator, camera.pk)
    long_ago = timezone.now() + timedelta(seconds=-60)
    await OpenConsultation.objects.aupdate(proven_at=long_ago)
    assert await sync_to_async(end_lost)() == 1
    start, end = await entries()
    assert end.detail["lost"]
    assert end.seen_to == max(long_ago, start.at)
    assert await sync_to_async(end_lost)() == 0
    await browser.leave()
    assert len(await entries()) == 2  # it had ended already


async def test_what_was_taken_for_lost_and_goes_on_begins_again_without_a_gap(
    operator: Agent, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await watching(operator, camera.pk)
    monkeypatch.setattr(live_trace, "PROVEN_EVERY_S", 0.2)
    await OpenConsultation.objects.aupdate(proven_at=timezone.now() - timedelta(seconds=60))
    await sync_to_async(end_lost)()
    # The trace waits as it was told when it began: an opening and a closing wake it.
    await (await watching(operator, camera.pk)).leave()
    await still(_continues)
    found = await entries()
    (again,) = [one for one in found if "continues" in one.detail and "begun" not in one.detail]
    assert again.detail["continues"] == found[0].pk
    assert again.seen_from <= again.at
    await browser.leave()
    assert (await entries())[-1].seen_from == again.seen_from


async def _continues() -> bool:
    return any("continues" in one.detail for one in await entries())


async def test_while_the_database_is_away_nothing_new_is_shown_and_ends_are_true(
    operator: Agent, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = live_trace.begin_all
    open_one = await watching(operator, camera.pk)

    def away(*_: Any) -> Any:
        raise OperationalError("the server is gone")

    monkeypatch.setattr(live_trace, "ENDED_WITHIN_S", 0.1)
    for name in ("begin_all", "end_all", "prove"):
        monkeypatch.setattr(live_trace, name, away)
    refused = await socket_of(operator, f"/ws/cameras/{camera.pk}/live")
    await refused.connect(5)
    assert await _close_code(refused) == TRY_AGAIN
    await open_one.leave()
    left_at = timezone.now()
    await asyncio.sleep(0.5)

    monkeypatch.setattr(live_trace, "begin_all", begin)
    monkeypatch.setattr(live_trace, "end_all", end_all)
    await (await watching(operator, camera.pk)).leave()
    await still(_nothing_open)
    start, *_ = found = await entries()
    (late,) = [one for one in found if one.detail.get("begun") == start.pk]
    assert not late.detail["lost"]
    assert late.seen_to <= left_at + timedelta(milliseconds=50)
    assert late.at >= left_at + timedelta(seconds=0.4)


async def _nothing_open() -> bool:
    return not await OpenConsultation.objects.aexists()


async def _close_code(socket: WebsocketCommunicator) -> int:
    while (message := await socket.receive_output(5))["type"] != "websocket.close":
        pass
    return int(message["code"])
