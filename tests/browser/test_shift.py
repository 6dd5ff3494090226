"""A shift begins by the keyboard alone, and its reason is changed from the wall."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from command_center.journal.models import Entry
from command_center.people.models import Agent
from command_center.people.reason import enter_known
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import PASSWORD
from tests.daphne import Daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("orm_beside_playwright"),
]


def test_shift_begins_by_keyboard_and_its_reason_is_changed(
    operator: Agent, camera: Camera, web: Daphne, page: Page, screenshots: Path
) -> None:
    enter_known()
    page.goto(f"http://127.0.0.1:{web.port}/")
    page.get_by_label("Username").fill("operator")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Beginning of the shift")).to_be_visible()
    show(page, screenshots, "shift")
    own = page.get_by_label("In your own words")
    expect(own).to_be_hidden()
    page.get_by_label("Watching over the event").focus()
    page.keyboard.press("Enter")
    expect(page.locator("live-tile")).to_be_visible()
    show(page, screenshots, "wall-shift")
    page.get_by_role("link", name="Change the reason").click()
    page.get_by_label("Another reason").check()
    own.fill("Fire drill of the stand")
    show_own = page.screenshot(path=screenshots / "shift-own.png")
    assert show_own
    page.keyboard.press("Enter")
    expect(page.locator(".wall-shift")).to_contain_text("Fire drill of the stand")
    reasons = Entry.objects.filter(object_kind="wall").order_by("id").values_list("reason")
    assert reasons.last() == ("Fire drill of the stand",)
