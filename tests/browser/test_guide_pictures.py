"""The pictures of the guide, of the demonstration as a newcomer starts it.

`scripts/screenshots` puts them where the guide looks for them (`GUIDE_PICTURES`).
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.guide_pictures import PICTURES, Picture
from tests.browser.running import Vigie, running
from tests.browser.wall import expect_boxes_on_their_frame, sign_in, tile_of

pytestmark = pytest.mark.slow

SIZE_PX = {"width": 1280, "height": 800}
QUALITY = 82
REASON = "/review/reason"


@pytest.fixture(scope="module")
def vigie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vigie]:
    with running(tmp_path_factory.mktemp("state")) as vigie:
        yield vigie


@pytest.fixture
def folder(screenshots: Path) -> Path:
    folder = Path(os.environ.get("GUIDE_PICTURES") or screenshots / "guide")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_pictures_of_the_guide_are_taken(vigie: Vigie, page: Page, folder: Path) -> None:
    page.set_viewport_size(SIZE_PX)
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, vigie)
    expect(page.locator("[data-alert]").first).to_be_visible(timeout=90_000)
    numbers = numbers_of(page, vigie)
    for name, picture in PICTURES.items():
        for language in picture.languages:
            speak(page, language)
            show(page, vigie, picture, numbers)
            keep(page, folder / f"{name}-{language}.webp")
    page.goto("about:blank")


def numbers_of(page: Page, vigie: Vigie) -> dict[str, str]:
    """Of the demonstration's cameras and its order, as their pages' addresses say them."""
    tiles = page.locator("live-tile").all()
    cameras = [str(tile.get_attribute("camera")) for tile in tiles]
    page.goto(vigie.address + "orders/")
    order = page.locator("main a[href^='/orders/']", has_text="DEMO-").first.get_attribute("href")
    return {"camera": cameras[0], "other": cameras[1], "order": str(order).rsplit("/", 1)[-1]}


def speak(page: Page, language: str) -> None:
    page.get_by_role("button", name=language.upper(), exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def show(page: Page, vigie: Vigie, picture: Picture, numbers: dict[str, str]) -> None:
    page.goto(vigie.address.rstrip("/") + picture.address.format(**numbers))
    if REASON in page.url:
        page.locator("main .button-main").click()
    if picture.address == "/":
        expect_boxes_on_their_frame(tile_of(page, "North gate"), 60)
    if picture.chosen:
        page.locator(picture.chosen).first.click()
    expect(page.locator(picture.shows).first).to_be_visible(timeout=30_000)
    page.wait_for_load_state("networkidle") if picture.address != "/" else None


def keep(page: Page, path: Path) -> None:
    Image.open(io.BytesIO(page.screenshot())).save(path, "WEBP", quality=QUALITY, method=6)
