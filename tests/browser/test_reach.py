"""Within reach on each page: the menu, help on “?”, the guide; and a server that is away."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from command_center.guide import BUILT
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import ROOT, Daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

WIDTHS_PX = (3840, 1920, 1440, 1366)
"""Where the whole menu stands in one line; `test_places_menu.py` looks at narrower ones."""

ONE_LINE_PX = 60


@pytest.fixture
def venues(chief: Agent, camera: Camera, web: Daphne, page: Page) -> Page:
    """A quiet page, seen by somebody with every right."""
    sign_in(page, f"http://127.0.0.1:{web.port}/venues/", chief.get_username())
    return page


@pytest.mark.parametrize("language", ["EN", "FR"])
def test_masthead_holds_all_links_in_one_line(
    venues: Page, language: str, screenshots: Path
) -> None:
    venues.get_by_role("button", name=language, exact=True).click()
    for width_px in WIDTHS_PX:
        venues.set_viewport_size({"width": width_px, "height": 800})
        box = venues.locator(".masthead").bounding_box()
        venues.locator(".masthead").screenshot(
            path=screenshots / f"masthead-{language}-{width_px}.png"
        )
        assert box
        assert box["height"] < ONE_LINE_PX, f"{width_px} px"
        assert venues.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_help_opens_by_its_key_and_gives_the_focus_back(venues: Page, screenshots: Path) -> None:
    search = venues.locator("main a, main button").first
    search.focus()
    venues.keyboard.press("?")
    dialog = venues.get_by_role("dialog", name="Help and keys")
    expect(dialog).to_be_visible()
    venues.screenshot(path=screenshots / "help.png")
    venues.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(search).to_be_focused()
    venues.keyboard.press("?")
    dialog.get_by_role("checkbox").uncheck()
    venues.keyboard.press("Escape")
    venues.keyboard.press("?")
    expect(dialog).to_be_hidden()
    venues.get_by_role("button", name="Help and keys").click()
    expect(dialog.get_by_role("checkbox")).not_to_be_checked()


def test_help_leads_to_the_chapter_of_the_page(venues: Page) -> None:
    built = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(BUILT)]
    subprocess.run(built, cwd=ROOT, capture_output=True, check=False)
    venues.get_by_role("button", name="Help and keys").click()
    with venues.expect_popup() as coming:
        venues.get_by_role("link", name="The guide's chapter on this page").click()
    guide = coming.value
    expect(guide).to_have_url(re.compile(r"/guide/guide/administrator/#cameras$"))
    expect(guide.get_by_role("heading", name="Cameras and venues")).to_be_visible()
    guide.close()


def test_server_that_is_away_is_told_and_nothing_typed_is_lost(
    venues: Page, screenshots: Path
) -> None:
    venues.goto(venues.url + "new")
    told = venues.get_by_text("The server does not answer.")
    name = venues.get_by_label("Name", exact=True)
    venues.context.set_offline(True)
    expect(told).to_be_visible()
    name.fill("South stand")
    venues.locator("main form .button-main").click()
    expect(venues.get_by_text("Not sent. What you typed is kept")).to_be_visible()
    expect(name).to_have_value("South stand")
    venues.screenshot(path=screenshots / "offline.png")
    venues.context.set_offline(False)
    expect(told).to_be_hidden()
    venues.locator("main form .button-main").click()
    expect(venues.get_by_role("heading", name="South stand")).to_be_visible()


def test_page_that_is_not_there_says_what_to_do(
    chief: Agent, web: Daphne, browser: Browser, screenshots: Path
) -> None:
    """In a browser of its own: the answer's status is an error on the console."""
    page = browser.new_context(locale="en-GB").new_page()
    address = f"http://127.0.0.1:{web.port}/"
    sign_in(page, address + "venues/", chief.get_username())
    answer = page.goto(address + "nowhere")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("No such page")
    show(page, screenshots, "not-there")
    page.get_by_role("link", name="To the first page").click()
    expect(page).to_have_url(address)
    page.context.close()
