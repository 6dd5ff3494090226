"""The menu of the house: all rooms within reach at each width, by mouse and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

WIDTHS_PX = (1920, 1440, 1280, 1024, 390)


def test_all_rooms_are_within_reach(
    chief: Agent, camera: Camera, web: Daphne, page: Page, screenshots: Path
) -> None:
    sign_in(page, f"http://127.0.0.1:{web.port}/venues/", chief.get_username())
    group = page.locator("summary", has_text="Set-up")
    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 800})
        inside = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert inside, f"the page is wider than {width_px} px"
        group.focus()
        page.keyboard.press("Enter")
        calibration = page.get_by_role("link", name="Calibration", exact=True)
        expect(calibration).to_be_in_viewport(ratio=1)
        page.screenshot(path=screenshots / f"menu-{width_px}.png")
        page.keyboard.press("Escape")
        expect(calibration).to_be_hidden()
        expect(group).to_be_focused()
    page.set_viewport_size({"width": 1440, "height": 800})
    group.click()
    page.locator("summary", has_text="Proof").click()
    expect(page.get_by_role("link", name="Calibration", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Extracts", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".places-group a[aria-current]")).to_have_text("Extracts")
    show(page, screenshots, "menu")
