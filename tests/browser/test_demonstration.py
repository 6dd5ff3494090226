"""One command from nothing: a wall with moving pictures, boxes and alerts; then no order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from command_center.streams.demo_films.films import FPS, LASTS_S
from tests.browser.running import Vigie, running
from tests.browser.wall import (
    expect_boxes_on_their_frame,
    expect_moving_picture,
    frames,
    sign_in,
    tile_of,
)

pytestmark = pytest.mark.slow

STOPS_WITHIN_MS = 2000
ONE_LOOP_FRAMES = LASTS_S * FPS
"""Of a demonstration film: as long as this, each would have raised one alert more."""


ALERTS = """() => [...document.querySelectorAll("alert-queue [data-alerts]")].flatMap(
  (row) => row.dataset.alerts.split(" ")).length"""
"""Of all situations: one that lasts gets more of them."""


@pytest.fixture(scope="module")
def vigie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vigie]:
    with running(tmp_path_factory.mktemp("state")) as vigie:
        yield vigie


def alerts_shown(page: Page) -> int:
    return int(page.evaluate(ALERTS))


def test_newcomer_sees_pictures_boxes_and_both_events_within_a_minute(
    vigie: Vigie, page: Page, screenshots: Path
) -> None:
    sign_in(page, vigie)
    for name in ("North gate", "Fan zone"):
        expect_moving_picture(tile_of(page, name), 20)
        expect_boxes_on_their_frame(tile_of(page, name), 20)
    rows = page.locator("alert-queue [data-alert]")
    expect(rows.and_(page.locator('[data-kind="intrusion"]')).first).to_be_visible(timeout=60_000)
    expect(rows.and_(page.locator('[data-kind="density"]')).first).to_be_visible(timeout=60_000)
    page.screenshot(path=screenshots / "demonstration-wall.png")


def test_missing_model_is_said_on_every_page(vigie: Vigie, page: Page) -> None:
    sign_in(page, vigie)
    for place in ("", "orders/", "orders/new"):
        page.goto(vigie.address + place)
        expect(page.get_by_text("yolo11n is missing")).to_be_visible()


def test_camera_is_calibrated_without_alerts_until_it_is_stopped(
    vigie: Vigie, page: Page, screenshots: Path
) -> None:
    sign_in(page, vigie)
    page.locator("summary", has_text="Set-up").click()
    page.get_by_role("link", name="Calibration", exact=True).click()
    page.get_by_role("link", name="North gate").click()
    page.get_by_label("1 hour").check()
    page.get_by_role("button", name="Begin the calibration").click()
    expect(page.get_by_text("60 minutes left.")).to_be_visible()
    page.screenshot(path=screenshots / "calibration.png")
    page.goto(vigie.address)
    gate = tile_of(page, "North gate")
    expect(gate).to_have_attribute("data-state", "calibrating", timeout=10_000)
    expect(page.get_by_text("Being calibrated, without any alert: North gate")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Stop, and raise alerts again").click()
    page.goto(vigie.address)
    expect(gate).to_have_attribute("data-state", "live", timeout=10_000)


def test_wall_works_from_the_keyboard(vigie: Vigie, page: Page) -> None:
    sign_in(page, vigie)
    first, second = page.locator("live-tile").all()
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("data-enlarged", "")
    expect(first).to_be_hidden()
    page.keyboard.press("Escape")
    expect(first).to_be_visible()
    page.locator("alert-queue [data-alert]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("live-tile[data-selected]")).to_have_count(1)


def test_wall_fits_a_telephone_in_french_and_in_light(
    vigie: Vigie, page: Page, screenshots: Path
) -> None:
    sign_in(page, vigie)
    page.get_by_role("button", name="FR").click()
    page.locator("theme-switch button[value=light]").click()
    page.set_viewport_size({"width": 360, "height": 780})
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect_moving_picture(tile_of(page, "Fan zone"), 20)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    page.screenshot(path=screenshots / "telephone-wall.png", full_page=True)


def test_withdrawing_the_order_stops_the_alerts(
    vigie: Vigie, page: Page, screenshots: Path
) -> None:
    sign_in(page, vigie)
    wall = page
    watching = wall.context.new_page()
    watching.goto(vigie.address)
    gate = tile_of(watching, "North gate")
    expect(gate).to_have_attribute("data-state", "live", timeout=10_000)
    expect(watching.locator("alert-queue [data-alert]").first).to_be_visible(timeout=60_000)
    wall.get_by_role("link", name="Orders").click()
    wall.get_by_role("link", name="DEMO-").first.click()
    wall.get_by_role("link", name="Withdraw order DEMO-").click()
    wall.get_by_label("Reason").fill("The demonstration is over")
    wall.get_by_role("button", name="Withdraw the order").click()
    expect(gate).to_have_attribute("data-state", "unpermitted", timeout=STOPS_WITHIN_MS)
    raised = alerts_shown(watching)
    shown = frames(gate)
    watching.wait_for_function(
        "([tile, until]) => Number(tile.dataset.frames) > until",
        arg=[gate.element_handle(), shown + ONE_LOOP_FRAMES],
        timeout=90_000,
    )
    assert alerts_shown(watching) == raised > 0
    assert gate.evaluate("tile => tile.drawn.boxes.length") == 0
    watching.screenshot(path=screenshots / "unpermitted-wall.png")
