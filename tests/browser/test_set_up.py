"""A stadium set up by somebody new, through the browser only, with a clock: ten minutes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.browser.human import Human, Place
from tests.browser.running import Vigie
from tests.browser.wall import sign_in
from tests.films import write_walk
from tests.onvif.discoverable import Discoverable
from tests.onvif.manner import Manner, Stream
from tests.onvif.peer import PASSWORD, USER, Peer
from tests.onvif.wsdl import DEVICE, MEDIA2, service
from tests.outages.site import Site, site
from tests.plans import file_of, stadium
from tests.rtsp import RtspServer, skip_without_gstreamer
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

TEN_MINUTES_S = 600
WITHIN_MS = 60_000
VENUE, PLAN = "Stade de la Vigie", "Level 0"
NAMES = [f"Gate {letter}" for letter in "ABCDEFGHIJKL"]
FILE_CHOSEN_S = 10.0
"""In the system's own window, which no script can open."""

AREA: list[Place] = [(0.2, 0.4), (0.8, 0.4), (0.8, 0.9), (0.2, 0.9)]
DOOR: list[Place] = [(0.05, 0.05), (0.15, 0.05), (0.15, 0.3), (0.05, 0.3)]
CORNERS: list[Place] = [(0.3, 0.85), (0.7, 0.85), (0.4, 0.55), (0.6, 0.55)]
"""Of a rectangle on the ground, in the order in which the editor asks for them."""


class Camera(Peer):
    """Speaks ONVIF, and its pictures come from a real RTSP server."""

    def __init__(self, name: str, host: str, rtsp: RtspServer) -> None:
        self._rtsp = rtsp
        streams = (Stream("main", 480, 360),)
        super().__init__(Manner(maker="ACME", model=name, streams=streams), host)

    def _stream(self, token: str) -> str:
        return self._rtsp.url


@pytest.fixture(scope="module")
def cameras(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Camera]]:
    skip_without_gstreamer()
    film = write_walk(tmp_path_factory.mktemp("films") / "camera.mp4", 8.0, times=100)
    for file in (DEVICE, MEDIA2):
        service(file)
    with ExitStack() as stack:
        found = []
        for number, name in enumerate(NAMES):
            host = f"127.0.0.{100 + number}"
            rtsp = stack.enter_context(RtspServer(film, host=host))
            camera = stack.enter_context(Camera(name, host, rtsp))
            stack.enter_context(Discoverable(host, camera.address, name, name))
            found.append(camera)
        yield found


@pytest.fixture(scope="module")
def running(cameras: list[Camera]) -> Iterator[Site]:
    """With one camera of another venue, as `seed` enters it."""
    film = cameras[0]._rtsp._film
    with (
        tempfile.TemporaryDirectory(prefix="vigie-set-up-") as folder,
        site(Path(folder), [str(film)]) as running,
    ):
        wait_until(running.answers, 60, running.said)
        yield running


@pytest.fixture
def page(running: Site) -> Iterator[Page]:
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        pytest.skip("no browser here: install chromium, or name one in CHROMIUM")
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        browser.close()
    assert errors == []


def test_stadium_of_twelve_cameras_is_ready_within_ten_minutes(
    page: Page, running: Site, cameras: list[Camera], tmp_path: Path, screenshots: Path
) -> None:
    drawing = tmp_path / f"{PLAN}.png"
    drawing.write_bytes(file_of(stadium(), "PNG"))
    sign_in(
        page, Vigie(running.address, [f"First sign-in: admin with password {running.password}"])
    )
    human = Human(page)
    enter_venue(human, drawing)
    enter_cameras(human)
    place_cameras(human)
    for name in NAMES:
        draw(human, name, masks=name in NAMES[:3])
    for name in NAMES[:2]:
        measure_ground(human, name)
    print(f"\nset up in {human.takes_s:.0f} s, {human.acting_s:.0f} s of them a person's own")
    assert human.takes_s <= TEN_MINUTES_S
    assert ready(running) == {
        "cameras": 12,
        "zones": 12,
        "masks": 3,
        "grounds": 2,
        "placed": 12,
        "scaled": 1,
    }
    look(page, running, screenshots)


def enter_venue(human: Human, drawing: Path) -> None:
    page = human.page
    set_up(human, "Venues")
    human.click(link(page, "Add a venue"))
    human.type(page.get_by_label("Name", exact=True), VENUE)
    human.click(button(page, "Save"))
    human.click(link(page, "Add a floor plan"))
    human.waits(FILE_CHOSEN_S)
    page.get_by_label("File").set_input_files(drawing)
    human.click(button(page, "Save"))
    expect(page.locator(".plan-image, .plan-card").first).to_be_visible()


def enter_cameras(human: Human) -> None:
    page = human.page
    set_up(human, "Cameras")
    human.click(link(page, "Add a camera"))
    human.click(button(page, "Search the network"))
    expect(page.locator(".discovery-row")).to_have_count(12, timeout=WITHIN_MS)
    human.type(page.get_by_label("User name of the cameras"), USER)
    human.type(page.get_by_label("Password of the cameras"), PASSWORD)
    human.press("Enter")
    ready_rows = page.locator(".discovery-row[data-state=ready]")
    expect(ready_rows).to_have_count(12, timeout=WITHIN_MS)
    human.choose(page.get_by_label("Venue of all of them"), VENUE)
    human.click(page.get_by_role("button", name="Enter the chosen ones"))
    expect(page.get_by_text("12 cameras are entered.")).to_be_visible(timeout=WITHIN_MS)


def place_cameras(human: Human) -> None:
    """Six along each side of the pitch."""
    page = human.page
    set_up(human, "Venues")
    human.click(link(page, VENUE))
    human.click(link(page, f"Place cameras on {PLAN}"))
    set_scale(human)
    plan = page.locator(".plan-drawing")
    for number, name in enumerate(NAMES):
        x, y = 0.15 + 0.14 * (number % 6), 0.15 if number < 6 else 0.85
        human.drag(page.locator(".zone-row").filter(has_text=name), plan, (x, y))
    save(human, "as built")


def set_scale(human: Human) -> None:
    page = human.page
    human.click(button(page, "Scale"))
    plan, ends = page.locator(".plan-drawing"), page.locator('[data-grip^="scale"]')
    human.drag(ends.nth(0), plan, (0.3, 0.33))
    human.drag(ends.nth(1), plan, (0.7, 0.33))
    human.type(page.get_by_label("Distance between both points, m"), "105")
    human.click(button(page, "Save the scale"))
    expect(page.get_by_text("The scale is saved.")).to_be_visible()
    human.press("Escape")


def draw(human: Human, name: str, masks: bool) -> None:
    page = human.page
    if name == NAMES[0]:
        set_up(human, "Cameras")
        human.click(page.get_by_role("link", name=f"Draw the zones of {name}"))
    else:
        human.click(link(page, f"Next camera: {name}"))
    picture = page.locator(".drawing")
    expect(page.locator("live-tile")).to_have_attribute(
        "data-state", "unpermitted", timeout=WITHIN_MS
    )
    human.click(button(page, "Area"))
    human.click_on(picture, AREA)
    human.press("Enter")
    if masks:
        human.click(button(page, "Mask"))
        human.click_on(picture, DOOR)
        human.press("Enter")
    save(human, "set-up")


def measure_ground(human: Human, name: str) -> None:
    page = human.page
    set_up(human, "Cameras")
    human.click(page.get_by_role("link", name=f"Draw the zones of {name}"))
    human.click(link(page, "Ground"))
    human.type(page.locator("#dimension-width"), "8")
    human.type(page.locator("#dimension-depth"), "12")
    human.click(page.locator("[data-tool=add]"))
    human.click_on(page.locator(".drawing"), CORNERS)
    human.press("Escape")
    expect(page.locator(".grid-labelled")).to_have_count(1)
    save(human, "taped")


def save(human: Human, reason: str) -> None:
    human.type(human.page.locator("[data-reason]"), reason)
    human.press("Enter")
    expect(human.page.locator("[data-told]")).to_contain_text("aved")


def ready(running: Site) -> dict[str, int]:
    (row,) = running.database.rows(f"""
        WITH here AS (
            SELECT camera.* FROM venues_camera AS camera
            JOIN venues_venue AS venue ON venue.id = venue_id WHERE venue.name = '{VENUE}'
        )
        SELECT
            (SELECT count(*) FROM here) AS cameras,
            (SELECT count(*) FROM venues_zone WHERE camera_id IN (SELECT id FROM here)) AS zones,
            (SELECT count(*) FROM venues_mask WHERE camera_id IN (SELECT id FROM here)) AS masks,
            (SELECT count(*) FROM here WHERE ground IS NOT NULL) AS grounds,
            (SELECT count(*) FROM venues_placement) AS placed,
            (SELECT count(*) FROM venues_floorplan WHERE scale IS NOT NULL) AS scaled
    """)
    return row


def look(page: Page, running: Site, screenshots: Path) -> None:
    """Not timed: what was set up, in both languages and both themes."""
    for language in ("EN", "FR"):
        page.get_by_role("button", name=language, exact=True).click()
        for theme in ("light", "dark"):
            page.locator(f"theme-switch button[value={theme}]").click()
            for name, path in (("plan", plan_path(running)), ("cameras", "cameras/")):
                page.goto(running.address + path)
                page.wait_for_load_state("load")
                page.screenshot(path=screenshots / f"set-up-{name}-{language}-{theme}.png")


def plan_path(running: Site) -> str:
    (row,) = running.database.rows("SELECT venue_id FROM venues_floorplan")
    return f"venues/{row['venue_id']}/plan"


def set_up(human: Human, name: str) -> None:
    """By the menu, whose group of that name is opened first."""
    human.click(human.page.locator("summary", has_text="Set-up"))
    human.click(link(human.page, name))


def link(page: Page, name: str) -> Locator:
    """The first is in the navigation."""
    return page.get_by_role("link", name=name, exact=True).first


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)
