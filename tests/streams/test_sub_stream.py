"""The small picture: read while somebody watches it, whatever becomes of it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_center.streams import sub_stream, wanted
from command_center.streams.feed_keys import SUB, FeedKeys
from command_center.streams.redis_client import client
from command_center.streams.sub_stream import SubStream
from command_center.streams.wanted import Wanted
from command_center.venues.models import Camera, Venue
from detection.masks import Masks
from tests.films import write_film
from tests.streams.watching import pictures_of
from tests.waiting import wait_until

CAMERA_ID = 1
KEYS = FeedKeys(CAMERA_ID, SUB)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanted, "LOOKED_EVERY_S", 0.0)
    monkeypatch.setattr(sub_stream, "LINGERS_S", 0.2)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SubStream]:
    film = write_film(tmp_path / "small.mp4")
    yield from begun(film, None)


def begun(film: Path, masks: Masks | None) -> Iterator[SubStream]:
    camera = Camera(pk=CAMERA_ID, name="North gate", sub_url=str(film), venue=Venue(name="Stadium"))
    stream = SubStream(camera, Wanted(CAMERA_ID), masks)
    yield stream
    stream.close()


@pytest.fixture
def masked(tmp_path: Path) -> Iterator[SubStream]:
    """All of its picture but the lower edge."""
    polygon = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.8), (0.0, 0.8)]
    yield from begun(write_film(tmp_path / "small.mp4"), Masks([polygon]))


def is_read() -> bool:
    return any(thread.name == f"camera-{CAMERA_ID}-sub" for thread in threading.enumerate())


def is_written() -> bool:
    return client().xlen(KEYS.stream) > 2


def brightest(rows: slice) -> int:
    return max(int(picture[rows].max()) for picture in pictures_of(KEYS))


def follows(small: SubStream, condition: object) -> object:
    """As with every packet of the main stream."""
    small.follow_the_wish()
    return condition


def test_small_picture_is_read_only_while_it_is_wanted(small: SubStream) -> None:
    client().set(FeedKeys(CAMERA_ID).wanted, 1)  # the large one is
    small.follow_the_wish()
    assert not is_read()
    client().set(KEYS.wanted, 1)
    small.follow_the_wish()
    wait_until(is_written, 10)
    client().delete(KEYS.wanted)
    wait_until(lambda: follows(small, not is_read()), 10)
    assert not client().exists(KEYS.stream)


def test_small_picture_comes_again_when_it_is_wanted_again(small: SubStream) -> None:
    client().set(KEYS.wanted, 1)
    wait_until(lambda: follows(small, is_written()), 10)
    client().delete(KEYS.wanted)
    wait_until(lambda: follows(small, not is_read()), 10)
    client().set(KEYS.wanted, 1)
    wait_until(lambda: follows(small, is_written()), 10)


def test_small_picture_that_cannot_be_shown_is_said_and_stops_nothing(
    small: SubStream, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no such codec")

    monkeypatch.setattr("command_center.streams.remuxer.fragmenter_for", fail)
    client().set(KEYS.wanted, 1)
    wait_until(lambda: follows(small, "cannot be shown" in caplog.text), 10)


def test_camera_without_a_small_picture_is_never_asked_for_it(small: SubStream) -> None:
    small._camera.sub_url = ""
    client().set(KEYS.wanted, 1)
    small.follow_the_wish()
    assert not is_read()


def test_small_picture_shows_what_is_masked_as_little_as_the_large_one(
    small: SubStream, masked: SubStream
) -> None:
    client().set(KEYS.wanted, 1)
    wait_until(lambda: follows(small, is_written()), 10)
    assert brightest(slice(0, 80)) > 200  # it could leak
    small.close()
    client().delete(KEYS.stream, KEYS.initialisation)
    wait_until(lambda: follows(masked, is_written()), 10)
    assert brightest(slice(0, 80)) <= 8
    assert brightest(slice(95, 108)) > 80
