"""The plan's editor in a browser, on a real Daphne: cameras dragged onto it, scale, conflicts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Browser, Locator, Page, expect

from command_center.people.models import Agent
from command_center.venues.camera_setup import put_placement
from command_center.venues.models import Camera, FloorPlan, Placement, Venue
from command_center.venues.versions import changing
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.plans import file_of, plan_of, stadium

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

GATES = ("West stand", "East stand", "South gate", "Players' tunnel", "Concourse B")
PLACE = {"x": 0.2, "y": 0.3, "direction_deg": 45.0, "view_deg": 70.0, "reach": 0.2}


@pytest.fixture
def administrator(operator: Agent) -> Agent:
    names = ("venue", "floorplan", "placement")
    rights = [f"{may}_{name}" for name in names for may in ("view", "add", "change")]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return operator


@pytest.fixture
def plan(camera: Camera) -> FloorPlan:
    for name in GATES:
        Camera.objects.create(venue=camera.venue, name=name, url="rtsp://192.0.2.1/x")
    return plan_of(camera.venue)


@pytest.fixture
def editor(page: Page, web: Daphne, plan: FloorPlan, administrator: Agent) -> Iterator[Page]:
    """With six cameras beside an empty plan."""
    sign_in(page, f"http://127.0.0.1:{web.port}/plans/{plan.pk}", "operator")
    expect(page.locator("[data-camera]")).to_have_count(6)
    yield page
    page.goto("about:blank")


def at(page: Page, x: float, y: float) -> tuple[float, float]:
    """A place on the plan, in pixels of the window."""
    box = page.locator(".plan-drawing").bounding_box()
    assert box
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def middle(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def fetch(page: Page, name: str, x: float, y: float) -> None:
    row(page, name).scroll_into_view_if_needed()
    drag(page, middle(row(page, name)), at(page, x, y))


def row(page: Page, name: str) -> Locator:
    return page.locator(".zone-row").filter(has_text=name)


def mark(page: Page, name: str) -> Locator:
    return page.locator(".plan-drawing .camera").filter(has_text=name)


def figure(page: Page, label: str) -> float:
    return float(page.get_by_label(label, exact=True).input_value())


def save(page: Page, reason: str = "survey") -> Locator:
    page.locator("[data-reason]").fill(reason)
    page.locator(".save-form [type=submit]").click()
    return page.locator("[data-told]")


def test_venue_gets_a_plan_by_upload(
    page: Page, web: Daphne, venue: Venue, administrator: Agent, tmp_path: Path, screenshots: Path
) -> None:
    drawing = tmp_path / "Stadium.png"
    drawing.write_bytes(file_of(stadium(), "PNG"))
    sign_in(page, f"http://127.0.0.1:{web.port}/venues/", "operator")
    page.screenshot(path=screenshots / "venues-none.png")
    page.get_by_role("link", name="Stadium").click()
    page.get_by_role("link", name="Add a floor plan").click()
    page.get_by_label("File").set_input_files(drawing)
    expect(page.get_by_label("Name")).to_have_value("Stadium")
    expect(page.locator("[data-preview]")).to_be_visible()
    page.screenshot(path=screenshots / "plan-upload.png")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Plan “Stadium” is entered.")).to_be_visible()
    expect(page.locator(".plan-image")).to_have_js_property("naturalWidth", 1200)
    page.get_by_role("link", name="Stadium").click()
    expect(page.get_by_text("no scale yet")).to_be_visible()
    page.screenshot(path=screenshots / "venue-EN-dark.png")
    page.get_by_role("button", name="FR", exact=True).click()
    page.locator("theme-switch button[value=light]").click()
    page.screenshot(path=screenshots / "venue-FR-light.png")
    page.get_by_role("link", name="Sites").first.click()
    expect(page.locator(".venue-picture img")).to_have_js_property("naturalWidth", 1200)
    page.screenshot(path=screenshots / "venues-FR-light.png")
    page.goto("about:blank")


def test_file_that_is_too_large_is_refused_before_it_is_sent(
    page: Page, web: Daphne, venue: Venue, administrator: Agent, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    sign_in(page, f"http://127.0.0.1:{web.port}/venues/{venue.pk}/plans/new", "operator")
    page.get_by_label("File").set_input_files(huge)
    expect(page.get_by_role("alert")).to_contain_text("The file has 200 MB")
    posts = sent.count("POST")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("File")).to_be_focused()
    assert sent.count("POST") == posts
    page.goto("about:blank")


def test_page_called_a_plan_is_refused(
    page: Page, web: Daphne, venue: Venue, administrator: Agent, tmp_path: Path, screenshots: Path
) -> None:
    page_called_a_plan = tmp_path / "plan.png"
    page_called_a_plan.write_text("<html><script>alert(1)</script></html>")
    sign_in(page, f"http://127.0.0.1:{web.port}/venues/{venue.pk}/plans/new", "operator")
    page.get_by_label("File").set_input_files(page_called_a_plan)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not a PNG, JPEG, WebP or PDF")).to_be_visible()
    page.screenshot(path=screenshots / "plan-refused.png")
    page.goto("about:blank")


def test_camera_is_dragged_onto_the_plan_turned_and_saved(editor: Page, camera: Camera) -> None:
    fetch(editor, "North gate", 0.3, 0.25)
    expect(mark(editor, "North gate")).to_be_visible()
    drag(editor, middle(editor.locator('[data-grip^="tip"]')), at(editor, 0.3, 0.65))
    assert figure(editor, "Direction, °") == pytest.approx(90, abs=1)
    drag(editor, middle(editor.locator('[data-grip^="side"]').first), at(editor, 0.9, 0.25))
    assert figure(editor, "Field of view, °") == pytest.approx(180, abs=3)
    expect(save(editor)).to_have_text(re.compile("Saved: North gate"))
    placed = Placement.objects.get()
    assert (placed.x, placed.y) == pytest.approx((0.3, 0.25), abs=0.01)
    assert placed.direction_deg == pytest.approx(90, abs=1)
    version = camera.versions.get(number=1)
    assert (version.reason, version.setup["placement"]["plan"]) == ("survey", placed.plan_id)
    expect(editor.locator(".save-form [type=submit]")).to_be_disabled()


def test_camera_is_placed_and_turned_by_keyboard_alone(editor: Page, camera: Camera) -> None:
    row(editor, "North gate").focus()
    editor.keyboard.press("Enter")
    expect(mark(editor, "North gate")).to_be_focused()
    for _ in range(3):
        editor.keyboard.press("Shift+ArrowLeft")
    assert figure(editor, "From the left, %") < 50
    tip = editor.get_by_role("slider", name="Direction and reach of North gate")
    tip.focus()
    editor.keyboard.press("ArrowRight")
    editor.keyboard.press("Shift+ArrowRight")
    editor.keyboard.press("ArrowUp")
    expect(tip).to_have_attribute("aria-valuenow", "20")
    view = editor.get_by_role("slider", name="Field of view of North gate")
    view.focus()
    editor.keyboard.press("ArrowUp")
    expect(view).to_have_attribute("aria-valuenow", "75")
    expect(save(editor)).to_be_visible()
    placed = Placement.objects.get()
    assert (placed.direction_deg, placed.view_deg, placed.reach) == (20, 75, 0.16)


def test_figures_undo_and_taking_off(editor: Page) -> None:
    row(editor, "West stand").click()
    editor.get_by_label("Direction, °", exact=True).fill("135")
    expect(editor.get_by_role("slider").last).to_have_attribute("aria-valuenow", "135")
    mark(editor, "West stand").focus()
    editor.keyboard.press("Control+z")
    assert figure(editor, "Direction, °") == 0
    editor.keyboard.press("Control+Shift+Z")
    assert figure(editor, "Direction, °") == 135
    editor.keyboard.press("Delete")
    expect(mark(editor, "West stand")).to_have_count(0)
    expect(row(editor, "West stand")).to_be_focused()
    expect(editor.locator("[data-state]")).to_have_text("Nothing to save")


def test_camera_dropped_beside_the_plan_stays_in_the_list(editor: Page) -> None:
    start = middle(row(editor, "North gate"))
    drag(editor, start, (start[0], start[1] + 120))
    expect(editor.locator(".plan-drawing .camera")).to_have_count(0)
    expect(row(editor, "North gate")).to_contain_text("Not on the plan")


def test_scale_is_set_with_mouse_and_figures(
    editor: Page, plan: FloorPlan, screenshots: Path
) -> None:
    editor.get_by_role("button", name="Scale").click()
    ends = editor.locator('[data-grip^="scale"]')
    drag(editor, middle(ends.nth(0)), at(editor, 0.3, 0.33))
    drag(editor, middle(ends.nth(1)), at(editor, 0.7, 0.33))
    editor.get_by_label("Distance between both points, m").fill("105")
    editor.get_by_role("button", name="Save the scale").click()
    expect(editor.get_by_text("The scale is saved.")).to_be_visible()
    expect(editor.get_by_text("The plan is 262")).to_be_visible()
    editor.screenshot(path=screenshots / "plan-scale.png")
    plan.refresh_from_db()
    assert plan.scale["metres"] == 105
    editor.keyboard.press("Escape")
    row(editor, "North gate").click()
    assert figure(editor, "Reach, m") == pytest.approx(39.4, abs=0.5)


def test_scale_of_zero_and_of_one_point_are_refused(
    browser: Browser, web: Daphne, plan: FloorPlan, administrator: Agent, screenshots: Path
) -> None:
    context = browser.new_context(locale="en-GB")  # Chromium itself writes refusals to the console
    page = context.new_page()
    sign_in(page, f"http://127.0.0.1:{web.port}/plans/{plan.pk}", "operator")
    expect(page.locator("[data-camera]")).to_have_count(6)
    page.get_by_role("button", name="Scale").click()
    told = page.locator("#scale-told")
    page.get_by_label("Distance between both points, m").fill("0")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("The distance must be above 0")
    page.screenshot(path=screenshots / "plan-scale-refused.png")
    page.get_by_label("Distance between both points, m").fill("12")
    page.get_by_label("Point 2, from the left, %").fill("30")
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Both points are in the same place")
    context.close()
    plan.refresh_from_db()
    assert plan.scale is None


def test_second_administrator_is_told_and_decides(
    editor: Page, camera: Camera, plan: FloorPlan, administrator: Agent, screenshots: Path
) -> None:
    fetch(editor, "North gate", 0.8, 0.8)
    fetch(editor, "West stand", 0.1, 0.5)
    with changing(camera.pk, 0, administrator, "mounted on the other mast") as locked:
        put_placement(locked, {"plan": plan.pk, **PLACE})
    expect(save(editor)).to_have_text(re.compile("Not everything is saved"))
    expect(row(editor, "North gate")).to_contain_text("operator has changed this camera meanwhile")
    editor.screenshot(path=screenshots / "plan-conflict.png")
    assert Placement.objects.get(camera=camera).x == PLACE["x"]
    assert Placement.objects.filter(camera__name="West stand").exists()
    editor.get_by_role("button", name="Keep mine").click()
    expect(save(editor, "really there")).to_have_text(re.compile("Saved: North gate"))
    assert Placement.objects.get(camera=camera).x == pytest.approx(0.8, abs=0.01)


def test_their_place_is_taken(
    editor: Page, camera: Camera, plan: FloorPlan, administrator: Agent
) -> None:
    fetch(editor, "North gate", 0.8, 0.8)
    with changing(camera.pk, 0, administrator, "mounted on the other mast") as locked:
        put_placement(locked, {"plan": plan.pk, **PLACE})
    save(editor)
    editor.get_by_role("button", name="Take theirs").click()
    row(editor, "North gate").click()
    assert figure(editor, "From the left, %") == 20
    expect(editor.locator("[data-state]")).to_have_text("Nothing to save")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["EN", "FR"])
def test_editor_is_read_in_both_languages_and_themes(
    editor: Page, language: str, theme: str, screenshots: Path
) -> None:
    editor.get_by_role("button", name=language, exact=True).click()
    editor.locator(f"theme-switch button[value={theme}]").click()
    for name, x, y in [
        ("West stand", 0.12, 0.5),
        ("East stand", 0.88, 0.5),
        ("South gate", 0.5, 0.9),
        ("North gate", 0.5, 0.12),
    ]:
        fetch(editor, name, x, y)
    editor.screenshot(path=screenshots / f"plan-editor-{language}-{theme}.png")
