"""Ten browsers that hang do not fill the web process's memory."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from command_center.people.models import Agent
from command_center.streams.consumers import POLICY_VIOLATED
from command_center.streams.flow import MOST_OPEN_BYTES
from command_center.venues.models import Camera
from tests.daphne import Daphne, daphne
from tests.raw_viewer import SMALL_BUFFER_BYTES, RawViewer, cookie_of, live
from tests.streams.playing import BIT_PER_S, KEYFRAME_BYTES, Playing

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STALLED = 10
FULL_BYTES = 2 * MOST_OPEN_BYTES
"""After so much flow control has surely engaged."""

WATCHED_BYTES = 10_000_000
"""Twenty seconds more. Without flow control it would be kept for each: 100 MB."""

MOST_GROWTH_MB = 15.0


@pytest.fixture
def web(camera: Camera) -> Iterator[Daphne]:
    with Playing(camera.pk), daphne() as web:
        yield web


def read(viewer: RawViewer, size: int) -> None:
    until = viewer.received + size
    while viewer.received < until:
        viewer.message()
        viewer.acknowledge()


def test_stalled_viewers_fill_no_memory(web: Daphne, camera: Camera, operator: Agent) -> None:
    cookie = cookie_of(operator)
    with ExitStack() as opened:

        def opens(buffer_bytes: int = 0) -> RawViewer:
            viewer = RawViewer(web.port, cookie, live(camera.pk), buffer_bytes)
            opened.callback(viewer.close)
            return viewer

        honest = opens()
        read(honest, KEYFRAME_BYTES)
        before_mb = web.memory_mb()
        for _ in range(STALLED):
            opens(SMALL_BUFFER_BYTES)
        read(honest, FULL_BYTES)
        full_mb = web.memory_mb()
        read(honest, WATCHED_BYTES)
        after_mb = web.memory_mb()
    print(f"{before_mb:.0f} MB, then {full_mb:.0f} MB, then {after_mb:.0f} MB")
    assert WATCHED_BYTES * 8 / BIT_PER_S >= 20
    assert full_mb - before_mb < STALLED * MOST_OPEN_BYTES * 2 / 1e6
    assert after_mb - full_mb < MOST_GROWTH_MB


def test_daphne_sends_away_who_acknowledges_what_was_not_sent(
    web: Daphne, camera: Camera, operator: Agent
) -> None:
    viewer = RawViewer(web.port, cookie_of(operator), live(camera.pk))
    viewer.message()
    viewer.received += 10**9
    viewer.acknowledge()
    closed = POLICY_VIOLATED.to_bytes(2)
    assert any(viewer.message() == closed for _ in range(200))
    viewer.close()
