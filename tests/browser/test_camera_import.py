"""A list of cameras is imported in a browser: refused, corrected, looked at, and confirmed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.venues.models import Camera, Mask
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.setup.lists import GATE_URL, SQUARE, administrator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

SPILT_PX = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEAD = "venue;name;address;sub_address;user;password;queue;analysed_per_s;watched"
LINES = [
    "Stadium;North gate;rtsp://192.0.2.1/gate;;admin;;cpu;2,5;yes",
    "Stadium;West stand;rtsp://192.0.2.2/main;rtsp://192.0.2.2/sub;vigie;s3cret!;gpu;8;yes",
    "Stadium;East stand;rtsp://192.0.2.3/main;;vigie;s3cret!;cpu;5;no",
    "Fan zone;Stage;rtsp://192.0.2.4/main;;vigie;s3cret!;cpu;5;yes",
]
WRONG = [
    *LINES[:2],
    "Stadium;East stand;192.0.2.3/main;;vigie;s3cret!;tpu;5;no",
    "Stadum;Stage;rtsp://vigie:s3cret@192.0.2.4/main;;;;cpu;quick;yes",
    "Stadium;South gate;rtsp://192.0.2.5/main;;;;cpu;5;yes",
]


@pytest.fixture
def cameras(web: Daphne, page: Page, camera: Camera, operator: Agent) -> Iterator[Page]:
    """The list of cameras; two are there: one is as the lists say, one will be changed."""
    administrator(operator)
    camera.url = GATE_URL
    camera.save()
    south = Camera.objects.create(
        venue=camera.venue, name="South gate", url="rtsp://192.0.2.5/main"
    )
    Mask.objects.create(camera=south, name="balcony", polygon=SQUARE)
    sign_in(page, f"http://127.0.0.1:{web.port}/cameras/", operator.username)
    expect(page.get_by_role("heading", name="Cameras")).to_be_visible()
    yield page
    page.goto("about:blank")


def choose(page: Page, text: str, name: str = "cameras.csv") -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("The list").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Look at the changes").click()


def as_csv(lines: list[str]) -> str:
    return "\r\n".join([HEAD, *lines])


def test_list_is_refused_corrected_and_imported(cameras: Page) -> None:
    cameras.get_by_role("link", name="Import…").click()
    choose(cameras, as_csv(LINES).replace("address", "adress", 1))
    expect(cameras.get_by_role("alert")).to_contain_text("Did you mean “address”?")
    choose(cameras, as_csv(WRONG))
    line = cameras.get_by_role("listitem").filter(has_text="Line 4")
    expect(line).to_contain_text("Write rtsp://")
    expect(line).to_contain_text("Write cpu")
    expect(cameras.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    cameras.get_by_role("link", name="Choose the file again").click()
    choose(cameras, as_csv(LINES))
    expect(cameras.get_by_text("new password").first).to_be_visible()
    assert "s3cret" not in cameras.content()
    cameras.get_by_label("Enter them too").check()
    cameras.get_by_label("Reason for the change").fill("The list of the installer")
    cameras.keyboard.press("Enter")
    expect(cameras.get_by_text("Imported: 3 new, 1 changed.")).to_be_visible()
    assert Camera.objects.get(name="Stage").url == "rtsp://vigie:s3cret%21@192.0.2.4/main"
    version = Camera.objects.get(name="North gate").versions.get(number=1)
    assert version.reason == "The list of the installer"


def test_export_is_loaded_and_comes_back_unchanged(cameras: Page, tmp_path: Path) -> None:
    with cameras.expect_download() as loading:
        cameras.get_by_role("link", name="Export all cameras as CSV").click()
    loading.value.save_as(tmp_path / "cameras.csv")
    cameras.get_by_role("link", name="Import…").click()
    choose(cameras, (tmp_path / "cameras.csv").read_text())
    expect(cameras.get_by_text("there is nothing to import")).to_be_visible()


def test_what_weakens_is_told_before_and_waits_after(cameras: Page) -> None:
    cameras.get_by_role("link", name="Import…").click()
    bare = {"venue": "Stadium", "name": "South gate", "masks": []}
    choose(cameras, json.dumps([bare], indent=1), "cameras.json")
    expect(cameras.get_by_text("It uncovers what was masked.")).to_be_visible()
    cameras.get_by_label("Reason for the change").fill("The house is gone")
    cameras.get_by_role("button", name="Import", exact=True).click()
    expect(cameras.get_by_text("Waiting for a second administrator: South gate.")).to_be_visible()
    assert Mask.objects.exists()


@pytest.mark.parametrize("language", ["EN", "FR"])
def test_pages_are_read_in_both_languages_and_themes(
    cameras: Page, language: str, screenshots: Path, order: object
) -> None:
    start = cameras.url
    pages = {"choice": None, "errors": WRONG, "preview": [*LINES, WRONG[-1]]}
    for name, lines in pages.items():
        cameras.goto(f"{start}import")
        if lines:
            choose(cameras, as_csv(lines))
            expect(cameras.locator(".tally")).to_be_visible()
        look(cameras, language, screenshots / f"import-{name}")
        cameras.get_by_role("button", name="EN", exact=True).click()
    for name in ("North gate", "South gate"):
        camera = Camera.objects.get(name=name)
        cameras.goto(f"{start}{camera.pk}/delete")
        look(cameras, language, screenshots / f"delete-{name.partition(' ')[0].lower()}")
    cameras.goto(start)
    look(cameras, language, screenshots / "cameras-list")


def look(page: Page, language: str, file: Path) -> None:
    page.get_by_role("button", name=language, exact=True).click()
    for theme, name in (("dark", 2), ("light", 1)):
        page.locator("theme-switch button").nth(name).click()
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(SPILT_PX) == 0
            page.screenshot(path=f"{file}-{language}-{theme}-{width}.png", full_page=True)


def test_camera_is_deleted_by_keyboard(cameras: Page) -> None:
    cameras.get_by_role("link", name="South gate", exact=True).press("Enter")
    cameras.get_by_role("link", name="Delete the camera…").press("Enter")
    expect(cameras.get_by_text("balcony")).to_be_visible()
    cameras.get_by_label("To confirm, type its name: South gate").press_sequentially("South gate")
    cameras.get_by_label("Reason").press_sequentially("Entered twice")
    cameras.keyboard.press("Enter")
    expect(cameras.get_by_text("Camera “South gate” is deleted.")).to_be_visible()
    assert [one.name for one in Camera.objects.all()] == ["North gate"]
