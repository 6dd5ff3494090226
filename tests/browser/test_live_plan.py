"""From an upload to the control room's plan, with all processes: states, alerts, live pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.running import Vigie, running
from tests.browser.test_plan_editor import at, drag, fetch, middle, save
from tests.browser.wall import expect_moving_picture, sign_in
from tests.plans import file_of, stadium

pytestmark = pytest.mark.slow

CAMERAS = {"North gate": (0.5, 0.14), "Fan zone": (0.14, 0.62)}


@pytest.fixture(scope="module")
def vigie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vigie]:
    with running(tmp_path_factory.mktemp("state")) as vigie:
        yield vigie


def mark(page: Page, name: str) -> Locator:
    return page.locator(f'.camera[aria-label^="{name}"]')


def draw_plan(page: Page, vigie: Vigie, drawing: Path) -> None:
    """Uploaded, scaled, with both cameras on it, as an administrator does."""
    page.goto(vigie.address + "venues/")
    page.get_by_role("link", name="Demonstration").click()
    page.get_by_role("link", name="Add a floor plan").click()
    page.get_by_label("File").set_input_files(drawing)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-camera]")).to_have_count(2)  # the page's scripts run
    page.get_by_role("button", name="Scale").click()
    page.get_by_label("Distance between both points, m").fill("60")
    page.get_by_role("button", name="Save the scale").click()
    expect(page.get_by_text("The scale is saved.")).to_be_visible()
    page.keyboard.press("Escape")
    for name, place in CAMERAS.items():
        fetch(page, name, *place)
        tip = page.locator('[data-grip^="tip"]')
        drag(page, middle(tip), at(page, 0.5, 0.5))
    expect(save(page, "first survey")).to_have_text(re.compile("Saved: Fan zone, North gate"))


def test_plan_is_drawn_and_lights_up_upon_an_alert(
    vigie: Vigie, page: Page, tmp_path: Path, screenshots: Path
) -> None:
    drawing = tmp_path / "Ground floor.pdf"
    drawing.write_bytes(file_of(stadium(2400, 1600), "PDF"))
    sign_in(page, vigie)
    draw_plan(page, vigie, drawing)
    page.goto(vigie.address + "cameras/")
    page.get_by_role("link", name="Versions of North gate").click()
    expect(page.get_by_text("first survey")).to_be_visible()
    page.goto(vigie.address)
    page.get_by_role("link", name="Plan of Demonstration").click()
    for name in CAMERAS:
        expect(mark(page, name)).to_have_attribute("data-state", "live", timeout=20_000)
    lit = page.locator('.camera[data-alerted="intrusion"]')
    expect(lit).to_be_visible(timeout=60_000)
    expect(lit.locator(".alert-plate")).to_contain_text(re.compile("Intrusion · "))
    for theme in ("light", "dark"):
        page.locator(f"theme-switch button[value={theme}]").click()
        page.screenshot(path=screenshots / f"live-plan-EN-{theme}.png")
    lit.focus()
    page.keyboard.press("Enter")
    tile = page.locator(".look live-tile")
    expect_moving_picture(tile, 20)
    page.screenshot(path=screenshots / "live-plan-look.png")
    page.keyboard.press("Escape")
    expect(page.locator(".look")).to_be_hidden()
    expect(page.locator(".camera").and_(page.locator(":focus"))).to_have_count(1)


def test_alert_in_the_list_opens_its_camera(vigie: Vigie, page: Page, screenshots: Path) -> None:
    sign_in(page, vigie)
    page.get_by_role("link", name="Plan of Demonstration").click()
    expect(page.locator(".camera")).to_have_count(2)  # the page's scripts run
    row = page.locator("alert-list [data-alert]").filter(has_text="North gate").first
    row.click()
    expect(page.locator(".look [data-look-name]")).to_have_text("North gate")
    page.get_by_role("button", name="FR").click()
    for theme in ("light", "dark"):
        page.locator(f"theme-switch button[value={theme}]").click()
        page.screenshot(path=screenshots / f"live-plan-FR-{theme}.png")


def test_plan_fits_a_telephone(vigie: Vigie, page: Page, screenshots: Path) -> None:
    sign_in(page, vigie)
    page.get_by_role("link", name="Plan of Demonstration").click()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".camera").first).to_be_visible()
    expect(page.locator(".plan-image")).to_have_attribute("data-paper", "")
    spilt = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    page.screenshot(path=screenshots / "telephone-plan.png", full_page=True)
    assert page.evaluate(spilt) <= 0
