"""Cameras are found, asked and entered in a browser: twelve at once, or one by way of the form."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.setup.credentials import Credentials, joined
from command_center.venues.models import Camera, Venue
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.onvif.discoverable import Discoverable
from tests.onvif.manner import MAIN, SUB, Manner, Stream
from tests.onvif.peer import PASSWORD, USER, Peer
from tests.onvif.wsdl import DEVICE, MEDIA2, service

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

HOSTS = [f"127.0.0.{100 + number}" for number in range(12)]
LARGE = Stream("main", 3840, 2160, codec="H265", kbit_per_s=12_000, pictures=250)
SPILT_PX = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWO_MINUTES_S = 120
WITHIN_MS = 40_000
"""Twelve cameras and their peers share this machine with the browser."""


@pytest.fixture
def administrator(operator: Agent) -> Agent:
    rights = ["add_camera", "change_camera", "change_zone", "view_cameraversion"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return operator


@pytest.fixture
def cameras() -> Iterator[list[Peer]]:
    """Twelve of two models: every fourth sends H.265 only."""
    for file in (DEVICE, MEDIA2):
        service(file)
    with ExitStack() as stack:
        peers = []
        for number, host in enumerate(HOSTS):
            model, streams = ("Box 8", (LARGE,)) if number % 4 == 3 else ("Dome 4", (MAIN, SUB))
            peer = stack.enter_context(Peer(Manner(model=model, streams=streams), host))
            stack.enter_context(Discoverable(host, peer.address, f"ACME {model}", model))
            peers.append(peer)
        yield peers


@pytest.fixture
def form(page: Page, web: Daphne, venue: Venue, administrator: Agent) -> Iterator[Page]:
    sign_in(page, f"http://127.0.0.1:{web.port}/cameras/new", administrator.username)
    expect(page.get_by_role("heading", name="Find cameras")).to_be_visible()
    yield page
    page.goto("about:blank")


def search(page: Page) -> None:
    page.get_by_role("button", name="Search the network").click()
    expect(page.locator(".discovery-row")).to_have_count(len(HOSTS), timeout=WITHIN_MS)


def ask(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("User name of the cameras").fill(USER)
    page.get_by_label("Password of the cameras").fill(password)
    page.keyboard.press("Enter")


def test_twelve_cameras_are_entered_within_two_minutes(
    form: Page, cameras: list[Peer], venue: Venue, screenshots: Path
) -> None:
    began_s = time.monotonic()
    search(form)
    ask(form)
    expect(form.locator(".discovery-row[data-state=ready]")).to_have_count(12, timeout=WITHIN_MS)
    form.get_by_role("button", name="Enter the chosen ones").click()
    expect(form.get_by_text("12 cameras are entered.")).to_be_visible(timeout=WITHIN_MS)
    assert time.monotonic() - began_s < TWO_MINUTES_S
    form.screenshot(path=screenshots / "discovery-entered.png", full_page=True)
    entered = {one.url: one for one in Camera.objects.filter(venue=venue)}
    for peer in cameras:
        main = joined(f"rtsp://{peer.host}:554/main?channel=1", Credentials(USER, PASSWORD))
        sub = joined(f"rtsp://{peer.host}:554/sub?channel=1", Credentials(USER, PASSWORD))
        assert entered[main].sub_url == ("" if peer.manner.streams == (LARGE,) else sub)
    assert len({one.name for one in entered.values()}) == 12
    search(form)
    expect(form.get_by_text("Entered as “")).to_have_count(12)
    expect(form.locator("[data-choose]:checked")).to_have_count(0)


def test_one_camera_fills_in_the_form(form: Page, cameras: list[Peer], venue: Venue) -> None:
    form.get_by_label("Addresses to ask").fill(f"{HOSTS[0]}-101, 127.0.0.99")
    form.keyboard.press("Enter")
    expect(form.locator(".discovery-row")).to_have_count(2, timeout=WITHIN_MS)
    expect(form.locator(".discovery-silent")).to_contain_text("127.0.0.99")
    ask(form)
    row = form.locator(".discovery-row").first
    row.get_by_label("Picture for small tiles").select_option("none")
    row.get_by_role("button", name="Fill in the form").press("Enter")
    expect(form.get_by_label("Venue", exact=True)).to_be_focused()
    expect(form.get_by_label("Password", exact=True)).to_have_value(PASSWORD)
    assert PASSWORD not in form.url
    form.get_by_label("Venue", exact=True).select_option("Stadium")
    form.get_by_label("Name", exact=True).fill("North gate")
    form.get_by_role("button", name="Save").press("Enter")
    expect(form.get_by_text("Camera “North gate” is entered.")).to_be_visible()
    camera = Camera.objects.get()
    url = f"rtsp://{HOSTS[0]}:554/main?channel=1"
    assert (camera.url, camera.sub_url) == (joined(url, Credentials(USER, PASSWORD)), "")


def test_camera_that_refuses_says_so_and_the_others_go_on(
    form: Page, cameras: list[Peer], screenshots: Path
) -> None:
    search(form)
    ask(form, "a wrong one")
    expect(form.locator(".discovery-row[data-state=error]")).to_have_count(12, timeout=WITHIN_MS)
    expect(form.get_by_text("is refused").first).to_be_visible()
    form.screenshot(path=screenshots / "discovery-refused.png", full_page=True)
    form.get_by_label("All that are not entered yet").uncheck()
    form.get_by_label("Choose ACME Box 8").first.check()
    ask(form)
    expect(form.locator(".discovery-row[data-state=ready]")).to_have_count(1)
    expect(form.get_by_text("Browsers do not play")).to_be_visible()
    form.get_by_role("button", name="Enter the chosen ones").click()
    expect(form.get_by_text("One camera is entered.")).to_be_visible()
    assert Camera.objects.count() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["EN", "FR"])
def test_search_is_read_in_both_languages_and_themes(
    form: Page, cameras: list[Peer], language: str, theme: str, screenshots: Path
) -> None:
    form.get_by_role("button", name=language, exact=True).click()
    form.locator(f"theme-switch button[value={theme}]").click()
    form.screenshot(path=screenshots / f"discovery-{language}-{theme}-before.png", full_page=True)
    form.locator("[name=everywhere]").click()
    expect(form.locator(".discovery-row")).to_have_count(12, timeout=WITHIN_MS)
    form.locator("#discovery-user").fill(USER)
    form.locator("#discovery-password").fill(PASSWORD)
    form.keyboard.press("Enter")
    expect(form.locator(".discovery-row[data-state=ready]")).to_have_count(12, timeout=WITHIN_MS)
    form.screenshot(path=screenshots / f"discovery-{language}-{theme}.png", full_page=True)
    form.set_viewport_size({"width": 390, "height": 844})
    assert form.evaluate(SPILT_PX) <= 0
    form.screenshot(
        path=screenshots / f"telephone-discovery-{language}-{theme}.png", full_page=True
    )
