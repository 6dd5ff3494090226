"""What a person at the wall does and sees."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import signing_in
from tests.browser.running import Vigie

PIXELS = """tile => {
  const video = tile.querySelector("video");
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
  const pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0, 64, 36);
  return [...pen.getImageData(0, 0, 64, 36).data];
}"""


def sign_in(page: Page, vigie: Vigie) -> None:
    signing_in.sign_in(page, vigie.address, *vigie.sign_in())
    # A state shows that the page's scripts run: keys pressed before are heard by nobody.
    expect(page.locator("live-tile").first).to_have_attribute("data-state", re.compile(".+"))


def tile_of(page: Page, name: str) -> Locator:
    return page.locator(f'live-tile[name*="{name}"]')


def frames(tile: Locator) -> int:
    return int(tile.get_attribute("data-frames") or 0)


def expect_moving_picture(tile: Locator, within_s: float) -> None:
    """New frames are shown, and they differ."""
    shown = frames(tile)
    _until(tile, f"tile => Number(tile.dataset.frames) > {shown + 10}", within_s)
    first = tile.evaluate(PIXELS)
    shown = frames(tile)
    _until(tile, f"tile => Number(tile.dataset.frames) > {shown + 25}", within_s)
    assert tile.evaluate(PIXELS) != first


def expect_analysis(tile: Locator, within_s: float) -> None:
    """The very frame that is shown was analysed, whether or not anything was in it."""
    _until(tile, "tile => tile.drawn?.exact", within_s)


def expect_boxes_on_their_frame(tile: Locator, within_s: float) -> None:
    """A box that was found in the very frame that is shown."""
    _until(tile, "tile => tile.drawn?.exact && tile.drawn.boxes.length > 0", within_s)


def _until(tile: Locator, condition: str, within_s: float) -> None:
    page = tile.page
    page.wait_for_function(condition, arg=tile.element_handle(), timeout=within_s * 1000)
