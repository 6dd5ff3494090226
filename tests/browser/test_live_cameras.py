"""Cameras that were given: one that dies and comes back, beside two that never were any."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Vigie, running
from tests.browser.wall import (
    expect_analysis,
    expect_boxes_on_their_frame,
    expect_moving_picture,
    sign_in,
    tile_of,
)
from tests.rtsp import RtspServer, skip_without_gstreamer

pytestmark = pytest.mark.slow

BACK_WITHIN_S = 10
NOBODY = "rtsp://127.0.0.1:9/nobody"


@pytest.fixture(scope="module")
def camera(demo_films: dict[str, Path]) -> Iterator[RtspServer]:
    skip_without_gstreamer()
    with RtspServer(demo_films["Fan zone"]) as server:
        yield server


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("films") / "words.mp4"
    path.write_text("These are words and no film.\n" * 50)
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("films") / "nothing.mp4"
    path.touch()
    return path


@pytest.fixture(scope="module")
def vigie(
    tmp_path_factory: pytest.TempPathFactory, camera: RtspServer, text: Path, empty: Path
) -> Iterator[Vigie]:
    addresses = [camera.url, NOBODY, str(text), str(empty)]
    words = [word for address in addresses for word in ("--camera", address)]
    with running(tmp_path_factory.mktemp("state"), *words) as vigie:
        yield vigie


def test_camera_that_dies_comes_back_with_its_boxes(
    vigie: Vigie, camera: RtspServer, page: Page, screenshots: Path
) -> None:
    sign_in(page, vigie)
    tile = tile_of(page, "1. 127.0.0.1")
    expect_moving_picture(tile, 20)
    expect_boxes_on_their_frame(tile, 30)
    camera.kill()
    expect(tile).to_have_attribute("data-state", "offline", timeout=10_000)
    expect(tile.locator(".tile-veil")).to_be_visible()
    page.screenshot(path=screenshots / "camera-lost.png")
    camera.start()
    started_s = time.monotonic()
    expect_analysis(tile, BACK_WITHIN_S)
    expect_moving_picture(tile, BACK_WITHIN_S)
    assert time.monotonic() - started_s < BACK_WITHIN_S
    expect(tile).to_have_attribute("data-state", "live")
    expect_boxes_on_their_frame(tile, 30)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2. 127.0.0.1", "camera unreachable"),
        ("words", "not a video"),
        ("nothing", "file is empty"),
    ],
)
def test_camera_that_is_none_says_why_and_disturbs_nobody(
    vigie: Vigie, page: Page, name: str, told: str
) -> None:
    sign_in(page, vigie)
    expect(tile_of(page, name).locator(".tile-state")).to_contain_text(told, timeout=15_000)
    expect_moving_picture(tile_of(page, "1. 127.0.0.1"), 30)
