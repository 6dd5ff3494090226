"""The zone editor in a browser, on a real Daphne: drawn by mouse and keyboard, saved, refused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, expect

from command_center.people.models import Agent
from command_center.venues.models import Camera, CameraVersion, Zone
from tests.browser.signing_in import PASSWORD, sign_in
from tests.daphne import Daphne
from tests.people.trained import trained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

KIOSK = [[0.2, 0.3], [0.5, 0.3], [0.5, 0.6], [0.2, 0.6]]
BOW = [[0.2, 0.2], [0.6, 0.6], [0.6, 0.2], [0.2, 0.6]]
"""Its edges cross."""
SPILT_PX = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
REFUSED = r"Failed to load resource: the server responded with a status of 409"
"""What Chromium itself writes to the console; no script can prevent it."""


@pytest.fixture
def administrator(operator: Agent) -> Agent:
    rights = ["change_zone", "view_cameraversion"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return operator


@contextmanager
def two_pages(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Of two people; their consoles may speak of the refusal, and of nothing else."""
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not re.match(REFUSED, message.text):
            errors.append(message.text)

    contexts = [browser.new_context(locale="en-GB") for _ in range(2)]
    for context in contexts:
        context.on("console", hear)
        context.on("weberror", lambda failed: errors.append(str(failed.error)))
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def editor(page: Page, web: Daphne, zone: Zone, administrator: Agent) -> Iterator[Page]:
    """With one zone, the left half of the picture."""
    open_editor(page, web, zone.camera)
    yield page
    page.goto("about:blank")


def open_editor(page: Page, web: Daphne, camera: Camera) -> None:
    sign_in(page, f"http://127.0.0.1:{web.port}/cameras/{camera.pk}/zones", "operator")
    expect(page.locator(".zone-row").first).to_be_visible()


def click_at(page: Page, *points: list[float]) -> None:
    """In fractions of the picture."""
    box = page.locator(".drawing").bounding_box()
    assert box
    for x, y in points:
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])


def drag(page: Page, start: list[float], end: list[float]) -> None:
    box = page.locator(".drawing").bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=5)
    page.mouse.up()


def draw(page: Page, outline: list[list[float]]) -> None:
    page.get_by_role("button", name="Area").click()
    click_at(page, *outline)
    page.keyboard.press("Enter")


def save(page: Page, reason: str) -> None:
    page.locator("[data-reason]").fill(reason)
    page.locator(".save-form [type=submit]").click()


def outline(page: Page) -> str:
    """The chosen zone as it is drawn."""
    return page.locator(".zone.chosen .line").get_attribute("d") or ""


def corner(page: Page) -> list[float]:
    """The chosen zone's first point, in pixels of the picture."""
    return [float(value) for value in outline(page)[1:].split("L")[0].split(",")]


def points(page: Page) -> Locator:
    return page.locator('[data-grip^="point"]')


def reasons() -> list[str]:
    return [version.reason for version in CameraVersion.objects.exclude(number=0)]


def near(polygon: list[list[float]], wanted: list[list[float]]) -> bool:
    return len(polygon) == len(wanted) and all(
        abs(is_ - should) <= 0.01
        for point, other in zip(polygon, wanted, strict=True)
        for is_, should in zip(point, other, strict=True)
    )


def test_zone_drawn_with_the_mouse_is_kept_with_its_reason(editor: Page, zone: Zone) -> None:
    draw(editor, KIOSK)
    editor.locator('[id^="name-"]').fill("kiosk")
    editor.locator('[id$="-open_after_s"]').fill("2.5")
    save(editor, "stall moved")
    expect(editor.locator("[data-told]")).to_be_visible()
    expect(editor.locator("[data-told]")).not_to_have_class(re.compile("form-error"))
    kiosk = Zone.objects.get(camera=zone.camera, name="kiosk")
    assert near(kiosk.polygon, KIOSK)
    assert kiosk.parameters == {"open_after_s": 2.5}
    assert Zone.objects.get(name="lawn").polygon == zone.polygon
    assert reasons() == ["stall moved"]


def test_line_is_drawn_with_the_side_that_it_is_crossed_to(editor: Page, zone: Zone) -> None:
    editor.get_by_role("button", name="Line").click()
    click_at(editor, [0.6, 0.5], [0.9, 0.5])
    expect(editor.locator(".zone.chosen .arrow")).to_have_count(2)
    editor.locator('[id$="-side"]').select_option("1")
    expect(editor.locator(".zone.chosen .arrow")).to_have_count(1)
    save(editor, "a line at the stairs")
    expect(editor.locator("[data-told]")).to_be_visible()
    line = Zone.objects.get(camera=zone.camera, parameters={"side": 1})
    assert near(line.polygon, [[0.6, 0.5], [0.9, 0.5]])


def test_direction_is_drawn_and_turned(editor: Page, zone: Zone) -> None:
    draw(editor, KIOSK)
    editor.locator('[id^="kind-"]').select_option("wrong_way")
    tip = editor.get_by_role("slider")
    expect(tip).to_have_attribute("aria-valuenow", "0")
    tip.focus()
    for _ in range(6):
        editor.keyboard.press("Shift+ArrowUp")
    expect(tip).to_have_attribute("aria-valuenow", "90")
    save(editor, "one way")
    expect(editor.locator("[data-told]")).to_be_visible()
    way = Zone.objects.get(camera=zone.camera, kind="wrong_way").parameters["direction"]
    assert near([way], [[0, 1]])


def test_point_is_moved_by_keyboard_undone_and_redone(editor: Page) -> None:
    editor.locator(".zone").focus()
    editor.keyboard.press("Enter")
    before = outline(editor)
    editor.keyboard.press("Tab")
    expect(points(editor).first).to_be_focused()
    editor.keyboard.press("Shift+ArrowRight")
    editor.keyboard.press("ArrowDown")
    moved = outline(editor)
    assert near([corner(editor)], [[10, 1]])
    editor.keyboard.press("Control+z")
    assert outline(editor) == before
    editor.keyboard.press("Control+Shift+Z")
    assert outline(editor) == moved


def test_points_are_inserted_and_removed_by_keyboard(editor: Page) -> None:
    click_at(editor, [0.25, 0.5])
    points(editor).nth(1).focus()
    editor.keyboard.press("Enter")
    expect(points(editor)).to_have_count(5)
    expect(points(editor).nth(2)).to_be_focused()
    editor.keyboard.press("Delete")
    expect(points(editor)).to_have_count(4)


def test_zone_is_drawn_without_a_pointer(editor: Page) -> None:
    editor.get_by_role("button", name="Area").focus()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Enter")
    expect(editor.locator(".zone-row")).to_have_count(2)
    expect(editor.locator(".zone.chosen")).to_be_focused()


def test_escape_gives_up_what_is_being_drawn(editor: Page) -> None:
    editor.get_by_role("button", name="Area").click()
    click_at(editor, [0.6, 0.2], [0.8, 0.2])
    editor.keyboard.press("Escape")
    expect(editor.locator(".draft")).to_have_count(0)
    expect(editor.locator(".zone-row")).to_have_count(1)


def test_point_snaps_to_another_zone_and_whole_zone_is_moved(editor: Page) -> None:
    draw(editor, [[0.6, 0.2], [0.8, 0.2], [0.8, 0.5]])
    drag(editor, [0.6, 0.2], [0.502, 0.003])
    width = editor.locator(".drawing").evaluate("it => it.getBoundingClientRect().width")
    assert near([corner(editor)], [[width / 2, 0]])
    before = outline(editor)
    drag(editor, [0.72, 0.2], [0.77, 0.4])
    assert outline(editor) != before


def test_outline_that_crosses_itself_says_so_and_is_not_saved(
    editor: Page, zone: Zone, screenshots: Path
) -> None:
    draw(editor, BOW)
    expect(editor.locator(".zone-row .zone-fault")).to_be_visible()
    expect(editor.locator(".drawing .fault")).to_be_visible()
    save(editor, "a bow")
    expect(editor.locator("[data-told]")).to_have_class(re.compile("form-error"))
    editor.screenshot(path=screenshots / "zones-crossing.png")
    assert list(Zone.objects.filter(camera=zone.camera)) == [zone]


def test_mask_is_drawn_like_a_zone_and_two_people_take_it_away(
    editor: Page, zone: Zone, browser: Browser, web: Daphne, screenshots: Path
) -> None:
    editor.get_by_role("button", name="Mask").click()
    click_at(editor, *KIOSK)
    editor.keyboard.press("Enter")
    expect(editor.locator(".zone-row", has_text="Mask 1")).to_contain_text("privacy mask")
    editor.screenshot(path=screenshots / "mask.png")
    save(editor, "the door of a home")
    expect(editor.locator("[data-told]")).to_contain_text("Saved as version 1.")
    (mask,) = zone.camera.masks.all()
    assert mask.polygon == [[pytest.approx(x, abs=0.01) for x in point] for point in KIOSK]
    editor.get_by_role("button", name="Delete the zone").click()
    save(editor, "nobody lives there")
    expect(editor.locator("[data-told]")).to_contain_text("Not in force yet")
    assert zone.camera.masks.exists()
    editor.get_by_role("link", name="See what waits").click()
    expect(editor.get_by_role("button", name="Take it back")).to_be_visible()
    expect(editor.get_by_role("button", name="Approve")).not_to_be_visible()
    approve_as_another(browser, web, zone.camera, screenshots)
    assert not zone.camera.masks.exists()


def approve_as_another(browser: Browser, web: Daphne, camera: Camera, screenshots: Path) -> None:
    second = trained(Agent.objects.create_user("second", password=PASSWORD))
    rights = ["change_zone", "view_cameraversion", "view_camera"]
    second.user_permissions.set(Permission.objects.filter(codename__in=rights))
    with two_pages(browser) as (page, _other):
        sign_in(page, f"http://127.0.0.1:{web.port}/cameras/{camera.pk}/versions", "second")
        expect(page.get_by_text("nobody lives there")).to_be_visible()
        page.screenshot(path=screenshots / "waiting.png", full_page=True)
        page.get_by_role("button", name="Approve").click()
        expect(page.get_by_text("approved by second")).to_be_visible()


def test_leaving_with_unsaved_changes_is_asked_about(editor: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    draw(editor, KIOSK)
    editor.once("dialog", stay)
    with editor.expect_event("dialog"):
        editor.evaluate("location.href = '/'")
    expect(editor.locator(".zone-row")).to_have_count(2)
    assert asked == ["beforeunload"]


def test_second_editor_is_told_and_overwrites_nothing(
    browser: Browser, web: Daphne, zone: Zone, administrator: Agent, screenshots: Path
) -> None:
    with two_pages(browser) as (one, other):
        open_editor(one, web, zone.camera)
        open_editor(other, web, zone.camera)
        draw(one, KIOSK)
        save(one, "the first")
        expect(one.locator("[data-told]")).to_be_visible()
        draw(other, [[0.7, 0.7], [0.9, 0.7], [0.9, 0.9]])
        save(other, "the second")
        expect(other.locator("[data-conflict]")).to_contain_text("operator")
        expect(other.locator(".zone-row")).to_have_count(2)
        assert reasons() == ["the first"]
        other.screenshot(path=screenshots / "zones-conflict.png")
        other.locator("[data-reload]").click()
        expect(other.locator("[data-conflict]")).to_be_hidden()
        expect(other.locator(".zone-row")).to_have_count(2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["EN", "FR"])
def test_editor_is_read_in_both_languages_and_themes(
    editor: Page, language: str, theme: str, screenshots: Path
) -> None:
    editor.get_by_role("button", name=language, exact=True).click()
    editor.locator(f"theme-switch button[value={theme}]").click()
    expect(editor.locator("html")).to_have_attribute("data-theme", theme)
    editor.locator("[data-draw=area]").click()
    click_at(editor, [0.6, 0.2], [0.9, 0.25], [0.85, 0.7], [0.6, 0.6])
    editor.keyboard.press("Enter")
    editor.locator('[id^="kind-"]').select_option("wrong_way")
    points(editor).nth(2).focus()
    editor.screenshot(path=screenshots / f"zones-{language}-{theme}.png")


def test_zones_are_chosen_by_touch_on_a_telephone(
    browser: Browser, web: Daphne, zone: Zone, administrator: Agent, screenshots: Path
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB"
    )
    page = context.new_page()
    open_editor(page, web, zone.camera)
    box = page.locator(".drawing").bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    expect(points(page)).to_have_count(4)
    assert page.evaluate(SPILT_PX) <= 0
    page.screenshot(path=screenshots / "telephone-zones.png", full_page=True)
    context.close()
