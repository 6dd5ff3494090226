"""The ground editor in a browser, on a real Daphne: points clicked, tried at once, saved."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Browser, Locator, Page, expect

from command_center.people.models import Agent
from command_center.venues.models import Camera, Zone
from detection.zones import Point
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.pinhole import Pinhole

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

CORNERS: list[Point] = [(0.0, 0.0), (8.0, 0.0), (0.0, 12.0), (8.0, 12.0)]
"""In the order in which the editor asks for those of a rectangle."""

SPILT_PX = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def seen(place: Point) -> Point:
    return Pinhole(tilt_deg=22).image((place[0] - 4, place[1] + 9))


@pytest.fixture
def administrator(operator: Agent) -> Agent:
    right = Permission.objects.get(codename="change_zone", content_type__app_label="venues")
    operator.user_permissions.add(right)
    return operator


@pytest.fixture
def editor(page: Page, web: Daphne, camera: Camera, administrator: Agent) -> Iterator[Page]:
    open_editor(page, web, camera)
    yield page
    wait_for_the_trial(page)
    page.goto("about:blank")


def open_editor(page: Page, web: Daphne, camera: Camera) -> None:
    sign_in(page, f"http://127.0.0.1:{web.port}/cameras/{camera.pk}/ground", "operator")
    expect(page.locator("[data-verdict]")).to_contain_text("four points")


def wait_for_the_trial(page: Page) -> None:
    """Daphne that is ended while it answers never ends."""
    expect(page.locator('[data-verdict][aria-busy="true"]')).to_have_count(0)


def at(page: Page, place: Point) -> Point:
    box = page.locator(".drawing").bounding_box()
    assert box
    return (box["x"] + place[0] * box["width"], box["y"] + place[1] * box["height"])


def click_ground(page: Page, *places: Point) -> None:
    for place in places:
        page.mouse.click(*at(page, seen(place)))


def draw_rectangle(page: Page) -> None:
    page.locator("#dimension-width").fill("8")
    page.locator("#dimension-depth").fill("12")
    page.locator("[data-tool=add]").click()
    click_ground(page, *CORNERS)
    page.keyboard.press("Escape")
    expect(page.locator(".grid-labelled")).to_have_count(1)


def save(page: Page, reason: str) -> None:
    page.locator("[data-reason]").fill(reason)
    page.locator(".save-form [type=submit]").click()


def told(page: Page) -> Locator:
    return page.locator("[data-told]")


def grid_of(page: Page) -> str:
    return page.locator(".grid-labelled").get_attribute("d") or ""


def test_rectangle_gives_a_grid_an_error_and_a_version_and_then_a_limit_per_m2(
    editor: Page, web: Daphne, camera: Camera
) -> None:
    draw_rectangle(editor)
    expect(editor.locator(".ground-error-title")).to_contain_text("Error 0")
    expect(editor.locator(".sureness td").first).to_contain_text("cm")
    editor.locator("[data-tool=add]").click()
    click_ground(editor, (4.0, 0.0))
    expect(editor.locator(".ground-error-title")).to_contain_text("cm")
    expect(editor.locator(".ground-row .miss").first).to_contain_text("cm")
    save(editor, "taped on site")
    expect(told(editor)).to_contain_text("version 1")
    camera.refresh_from_db()
    ground = camera.calibrated_ground()
    assert ground is not None
    assert ground.distance_m(seen((1, 2)), seen((4, 6))) == pytest.approx(5, abs=0.1)
    assert [version.reason for version in camera.versions.exclude(number=0)] == ["taped on site"]
    save_zone_in_metres(editor)
    crowd = Zone.objects.get(camera=camera)
    assert crowd.parameters["limit_per_m2"] == 4


def save_zone_in_metres(page: Page) -> None:
    page.get_by_role("link", name="Zones and masks").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    page.get_by_role("button", name="Area").click()
    for corner in CORNERS[:2] + CORNERS[:1:-1]:
        page.mouse.click(*at(page, seen(corner)))
    page.keyboard.press("Enter")
    page.locator('[id^="kind-"]').select_option("density")
    page.locator('[id$="-limit_per_m2"]').fill("4")
    save(page, "no crush here")
    expect(told(page)).to_contain_text("version 2")


def test_distances_are_entered_and_the_missing_ones_are_named(editor: Page) -> None:
    editor.get_by_role("button", name="Distances").click()
    editor.locator("[data-tool=add]").click()
    click_ground(editor, *CORNERS)
    editor.keyboard.press("Escape")
    for pair, metres in {"1 to 2": "8", "1 to 3": "12", "2 to 4": "12", "3 to 4": "8"}.items():
        editor.get_by_label(f"Distance from {pair}").fill(metres)
    expect(editor.locator("[data-verdict]")).to_contain_text("measure 1–4 too")
    editor.get_by_label("Distance from 1 to 4").fill("14.42")
    expect(editor.locator(".grid-labelled")).to_have_count(1)
    expect(editor.locator(".ground-place").nth(3)).to_contain_text("8 m, 12")
    expect(editor.locator(".tape")).to_have_count(5)


def test_coordinates_are_entered_and_a_mirror_is_turned_round(editor: Page) -> None:
    editor.get_by_role("button", name="Coordinates").click()
    editor.locator("[data-tool=add]").click()
    click_ground(editor, *CORNERS)
    editor.keyboard.press("Escape")
    for number, (x, y) in enumerate(CORNERS, 1):
        editor.get_by_label(f"x of point {number}").fill(str(x))
        editor.get_by_label(f"y of point {number}").fill(str(-y))
    expect(editor.locator("[data-verdict]")).to_contain_text("as in a mirror")
    editor.get_by_role("button", name="Turn the y axis round").click()
    expect(editor.locator(".ground-error-title")).to_be_visible()


def test_grid_follows_a_dragged_point_and_is_undone(editor: Page) -> None:
    draw_rectangle(editor)
    before = grid_of(editor)
    start = at(editor, seen(CORNERS[3]))
    editor.mouse.move(*start)
    editor.mouse.down()
    editor.mouse.move(start[0] + 30, start[1] + 10, steps=5)
    expect(editor.locator(".grid-labelled")).not_to_have_attribute("d", before)
    editor.mouse.up()
    editor.keyboard.press("Control+z")
    expect(editor.locator(".grid-labelled")).to_have_attribute("d", before)
    editor.keyboard.press("Control+Shift+Z")
    expect(editor.locator(".grid-labelled")).not_to_have_attribute("d", before)


def test_points_are_put_moved_and_removed_by_keyboard(editor: Page) -> None:
    editor.locator("[data-tool=add]").focus()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Enter")
    point = editor.locator(".ground-point")
    expect(point).to_be_focused()
    before = point.get_attribute("transform")
    editor.keyboard.press("Shift+ArrowRight")
    expect(point).not_to_have_attribute("transform", str(before))
    editor.keyboard.press("Delete")
    expect(point).to_have_count(0)


def test_place_is_chosen_on_the_plan_of_a_pitch(editor: Page, screenshots: Path) -> None:
    editor.locator("#shape").select_option("football")
    editor.locator(".plan-place", has_text="penalty spot, left").click()
    expect(editor.locator("[data-hint]")).to_contain_text("penalty spot, left")
    click_ground(editor, (4.0, 6.0))
    expect(editor.get_by_label("Place of point 1")).to_have_value(re.compile("^spot"))
    editor.screenshot(path=screenshots / "ground-pitch.png")


def test_distance_is_measured_on_the_picture(editor: Page) -> None:
    draw_rectangle(editor)
    editor.locator("[data-tool=measure]").click()
    click_ground(editor, (1.0, 2.0), (4.0, 6.0))
    text = editor.locator(".measure-text")
    expect(text).to_have_text(re.compile(r"^(4\.9\d|5\.0\d) m ± \d"))
    editor.keyboard.press("Escape")
    editor.locator('[data-grip="end 1"]').focus()
    editor.keyboard.press("Shift+ArrowUp")
    expect(text).not_to_have_text(re.compile(r"^5\.0"))


def test_ground_that_zones_need_is_not_removed(
    browser: Browser, web: Daphne, camera: Camera, administrator: Agent
) -> None:
    context = browser.new_context(locale="en-GB")  # Chromium itself writes of the 422
    editor = context.new_page()
    open_editor(editor, web, camera)
    draw_rectangle(editor)
    save(editor, "taped on site")
    expect(told(editor)).to_contain_text("version 1")
    Zone.objects.create(
        camera=camera,
        name="square",
        kind="density",
        polygon=[[0.2, 0.6], [0.8, 0.6], [0.8, 0.9]],
        parameters={"limit_per_m2": 3},
    )
    editor.get_by_role("button", name="Remove the ground").click()
    save(editor, "no longer right")
    expect(told(editor)).to_contain_text("“square” has a limit per m²")
    camera.refresh_from_db()
    assert camera.ground
    wait_for_the_trial(editor)
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["EN", "FR"])
def test_editor_is_read_in_both_languages_and_themes(
    editor: Page, language: str, theme: str, screenshots: Path
) -> None:
    editor.get_by_role("button", name=language, exact=True).click()
    editor.locator(f"theme-switch button[value={theme}]").click()
    expect(editor.locator("html")).to_have_attribute("data-theme", theme)
    draw_rectangle(editor)
    editor.locator("[data-tool=measure]").click()
    click_ground(editor, (1.0, 2.0), (4.0, 6.0))
    expect(editor.locator(".measure-text")).to_have_text(re.compile("^(5|4)[.,]"))
    editor.screenshot(path=screenshots / f"ground-{language}-{theme}.png")


def test_ground_is_given_by_touch_on_a_telephone(
    browser: Browser, web: Daphne, camera: Camera, administrator: Agent, screenshots: Path
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB"
    )
    page = context.new_page()
    open_editor(page, web, camera)
    page.locator("[data-tool=add]").tap()
    for corner in CORNERS:
        page.touchscreen.tap(*at(page, seen(corner)))
    expect(page.locator(".ground-row")).to_have_count(4)
    assert page.evaluate(SPILT_PX) <= 0
    page.screenshot(path=screenshots / "telephone-ground.png", full_page=True)
    wait_for_the_trial(page)
    context.close()
