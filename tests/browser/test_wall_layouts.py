"""A wall is arranged by the keyboard and by the mouse, kept, and shown on two screens."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Locator, Page, expect

from command_center.people.models import Agent
from command_center.venues.models import Camera
from command_center.wall.models import Layout
from tests.bench.tiles import playing
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.browser.wall import expect_moving_picture
from tests.daphne import Daphne
from tests.law.ordering import ordered

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("orm_beside_playwright"),
]

CHOSEN = """camera => document.dispatchEvent(
  new CustomEvent("situation-chosen", { detail: { camera: String(camera), zone: "" } }))"""
SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "3840": (3840, 2160), "tablet": (1024, 768)}


@pytest.fixture
def cameras(camera: Camera, operator: Agent) -> list[Camera]:
    names = ["South gate", "Forecourt", "Main stand", "Car park", "Tower", "Tunnel"]
    rights = ["add_layout", "share_layout", "add_verdict", "add_act"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    made = [Camera.objects.create(venue=camera.venue, name=name) for name in names]
    ordered([camera, *made])
    return [camera, *made]


def place_by_keyboard(page: Page, name: str) -> Locator:
    page.get_by_label("Search a camera").fill(name)
    page.keyboard.press("Enter")
    cell = page.locator(".layout-cell", has_text=name)
    expect(cell).to_be_visible()
    return cell


def test_wall_is_arranged_kept_and_shown_on_two_screens(
    cameras: list[Camera], web: Daphne, page: Page, screenshots: Path
) -> None:
    with playing([one.pk for one in cameras]):
        sign_in(page, f"http://127.0.0.1:{web.port}/", "operator")
        expect_moving_picture(page.locator("live-tile").first, 60)
        show(page, screenshots, "wall-automatic")
        arrange_by_keyboard(page, screenshots)
        reloaded_wall_is_as_it_was_arranged(page)
        camera_of_an_alert_takes_the_first_place(page)
        enlarge_and_tools(page, screenshots)
        drag_a_cell(page)
        second_screen_follows(page, screenshots)


def arrange_by_keyboard(page: Page, screenshots: Path) -> None:
    page.locator("[data-menu] summary").click()
    page.screenshot(path=screenshots / "wall-menu.png")
    page.get_by_role("link", name="New layout from this one").click()
    expect(page.locator(".layout-cell")).to_have_count(7)
    page.get_by_role("button", name="1 + 5").click()
    expect(page.locator(".layout-cell")).to_have_count(6)  # and one on the next page
    page.get_by_role("button", name="3 × 3").click()
    expect(page.locator(".layout-cell")).to_have_count(7)
    page.get_by_role("button", name="Empty this page").click()
    page.get_by_label("Rows").fill("2")
    page.keyboard.press("Tab")
    first = place_by_keyboard(page, "North gate")
    first.focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(first).to_have_attribute("aria-label", "North gate: column 2, row 1, 2 wide, 2 high")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-said]")).to_contain_text("no room")
    page.keyboard.press("Control+z")
    expect(first).to_have_attribute("aria-label", "North gate: column 1, row 1, 2 wide, 2 high")
    place_by_keyboard(page, "Tower")
    place_by_keyboard(page, "Forecourt")
    page.get_by_label("Name").fill("Match")
    page.get_by_label("My wall opens with it").check()
    page.screenshot(path=screenshots / "layout-editor-en.png")
    page.get_by_role("button", name="Keep the layout").click()
    expect(page.locator(".wall-menu-name")).to_have_text("Match")
    expect(page.get_by_text("The layout “Match” is kept.")).to_be_visible()


def reloaded_wall_is_as_it_was_arranged(page: Page) -> None:
    page.goto(page.url.split("?")[0])
    for name, place in {
        "North gate": "cell x-0 y-0 w-2 h-2",
        "Tower": "cell x-2 y-0 w-1 h-1",
        "Forecourt": "cell x-2 y-1 w-1 h-1",
    }.items():
        expect(page.locator(f'live-tile[name="{name}"]')).to_have_class(place)
    boxes = [page.locator(f'live-tile[name="{n}"]').bounding_box() for n in ("North gate", "Tower")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["width"] > 1.9 * boxes[1]["width"]


def camera_of_an_alert_takes_the_first_place(page: Page) -> None:
    """The one that the layout holds, and one that it does not; Escape gives the place back."""
    large, north = re.compile("x-0 y-0 w-2 h-2"), page.locator('live-tile[name="North gate"]')
    for name in ("Tower", "Tunnel"):
        camera = Camera.objects.get(name=name).pk
        page.evaluate(CHOSEN, camera)
        tile = page.locator(f'live-tile[name="{name}"]')
        expect(tile).to_have_class(large)
        expect(tile).to_have_attribute("data-selected", "")
        expect_moving_picture(tile, 60)
        expect(page.locator(".wall-said")).to_contain_text(name)
        page.keyboard.press("Escape")
        expect(north).to_be_visible()
        expect(north).to_have_class(large)
    expect(page.locator("live-tile")).to_have_count(3)


def enlarge_and_tools(page: Page, screenshots: Path) -> None:
    tile = page.locator('live-tile[name="Tower"]')
    expect_moving_picture(tile, 60)
    tile.focus()
    page.keyboard.press("Enter")
    expect(tile).to_have_attribute("data-enlarged", "")
    assert tile.evaluate("tile => tile.querySelector('video').readyState >= 2")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("data-tool", "boxes")
    page.keyboard.press("Enter")
    expect(tile.get_by_role("button", name="Boxes", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(tile.locator("[data-figure=size]")).to_have_text("320 × 180")
    expect(tile.locator("[data-figure=delay]")).to_contain_text("s behind")
    page.screenshot(path=screenshots / "wall-enlarged-figures.png")
    page.keyboard.press("Escape")
    expect(tile).to_be_focused()
    page.keyboard.press("Escape")
    expect(tile).not_to_have_attribute("data-enlarged", "")


def drag_a_cell(page: Page) -> None:
    page.locator("[data-menu] summary").click()
    page.get_by_role("link", name="Change this layout").click()
    large = page.locator(".layout-cell", has_text="North gate")
    board = page.locator("[data-board]").bounding_box()
    assert board is not None
    # From its middle one column to the right: the small ones are in its way until they are off.
    for name in ("Tower", "Forecourt"):
        page.locator(".layout-cell", has_text=name).focus()
        page.keyboard.press("Delete")
    x, y = board["x"] + board["width"] / 6, board["y"] + board["height"] / 4
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + board["width"] / 3, y, steps=5)
    page.mouse.up()
    expect(large).to_have_attribute("aria-label", "North gate: column 2, row 1, 2 wide, 2 high")
    tower = page.locator(".layout-camera", has_text="Tower").bounding_box()
    assert tower is not None
    page.mouse.move(tower["x"] + 20, tower["y"] + 10)
    page.mouse.down()
    page.mouse.move(board["x"] + 20, board["y"] + board["height"] - 20, steps=5)
    page.mouse.up()
    dropped = page.locator(".layout-cell", has_text="Tower")
    expect(dropped).to_have_attribute("aria-label", "Tower: column 1, row 2, 1 wide, 1 high")
    page.get_by_role("button", name="Add a page").click()
    place_by_keyboard(page, "Tunnel")
    page.get_by_role("button", name="Keep the layout").click()
    layout = Layout.objects.get()
    assert [(one.page, one.x, one.y) for one in layout.read().cells] == [
        (0, 1, 0),
        (0, 0, 1),
        (1, 0, 0),
    ]


def second_screen_follows(page: Page, screenshots: Path) -> None:
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Open on another screen").click()
    follower = opened.value
    stage = follower.locator("wall-stage")
    expect(stage).to_have_attribute("data-page", "1")  # the page after the leader's
    expect(follower.locator('live-tile[name="Tunnel"]')).to_be_visible()
    expect(follower.locator("alert-queue")).to_have_count(0)
    expect(page.locator(".wall-said")).to_contain_text("screens follow")
    page.get_by_role("button", name="Next page").click()
    expect(stage).to_have_attribute("data-page", "0")
    expect(page.locator("wall-stage")).to_have_attribute("data-page", "1")
    expect_moving_picture(follower.locator('live-tile[name="North gate"]'), 60)
    follower.screenshot(path=screenshots / "wall-follower.png")
    follower.close()
    page.get_by_role("button", name="Page before").click()
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=screenshots / f"wall-layout-{name}.png")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(page.url.split("?")[0] + f"wall/layouts/{Layout.objects.get().pk}")
    show(page, screenshots, "layout-editor")
