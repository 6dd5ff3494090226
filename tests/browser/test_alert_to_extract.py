"""As an investigator goes: from an alert over its clip and the timeline to a signed extract."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import av
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from command_center.alerts.models import Alert
from command_center.blur.models import VenueBlur
from command_center.extracts.making import make_released
from command_center.extracts.models import Extract
from command_center.extracts.signing_key import extract_key
from command_center.footage.clips import cut_due
from command_center.footage.models import CameraRecording, Mode
from command_center.journal.models import Entry
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.retention.cap import enter_known
from command_center.venues.models import Camera, Zone
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import ROOT, Daphne, daphne
from tests.extracts.conftest import with_rights
from tests.films import FPS, number_of, write_film
from tests.footage.recorded_film import record_film
from tests.retention.keeping import unsaved_alert

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

INVESTIGATES = "view_alert", "view_segment", "view_extract", "add_extract"
RELEASES = "view_extract", "release_extract"
ALERT_AT_S, LEAP_S = 10, 10
ASKED = {
    "Reference": "PV 2026/4711",
    "Authority": "Parquet de Lyon",
    "Requested by": "Cne Léa Martin",
    "Recipient": "Commissariat de Lyon 3e",
    "Why no shorter stretch serves": "From the first to the last sight of the suspect",
}


@pytest.fixture
def alert(
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    camera: Camera,
    zone: Zone,
    order: Order,
    lease: Lease,
) -> Alert:
    """On a film whose pictures carry their numbers, with its clip."""
    settings.STATE_DIR = tmp_path
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    enter_known()
    VenueBlur.objects.create(venue=camera.venue, review_is_blurred=False)
    CameraRecording.objects.create(camera=camera, mode=Mode.CONTINUOUS, pre_roll_s=4, post_roll_s=3)
    began_at = (timezone.now() - timedelta(minutes=10)).replace(microsecond=0)
    record_film(camera, write_film(tmp_path / "film.mp4", 40 * FPS), began_at)
    since = began_at + timedelta(seconds=ALERT_AT_S)
    reason = {"objects": 1, "for_s": 1.0}
    ended_at = since + timedelta(seconds=6)
    alert = unsaved_alert(camera, order, since, zone=zone, reason=reason, ended_at=ended_at)
    alert.save()
    assert cut_due() == 1
    return alert


@pytest.fixture
def site(alert: Alert) -> Iterator[Daphne]:
    for name, rights in (("ana", INVESTIGATES), ("ben", RELEASES)):
        with_rights(name, *rights)
    with daphne() as web:
        yield web


def test_from_the_alert_to_the_signed_extract(
    page: Page,
    browser: Browser,
    site: Daphne,
    alert: Alert,
    screenshots: Path,
    tmp_path: Path,
) -> None:
    host = f"http://127.0.0.1:{site.port}"
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, f"{host}/alerts/{alert.pk}", "ana")
    watch_the_clip(page, alert)
    page.screenshot(path=screenshots / "investigation-1-alert.png", full_page=True)
    choose_a_stretch(page, alert)
    page.screenshot(path=screenshots / "investigation-2-stretch.png")
    page.get_by_role("link", name="Extract…").press("Enter")
    extract = ask(page)
    release(browser, f"{host}/extracts/{extract.pk}", screenshots)
    assert make_released() == 1
    page.reload()
    show(page, screenshots, "investigation-3-made")
    package = tmp_path / "handed.zip"
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download").press("Enter")
    coming.value.save_as(package)
    assert_true(package, tmp_path / "footage")
    assert_of_what_was_chosen(package, tmp_path)
    told = set(Entry.objects.filter(author_name="ana").values_list("object_kind", flat=True))
    assert {"clip", "playback", "extract_package"} <= told
    page.goto("about:blank")


def watch_the_clip(page: Page, alert: Alert) -> None:
    player = page.locator("footage-player")
    expect(player).to_have_attribute("data-state", "paused", timeout=15_000)
    page.get_by_role("button", name="Start of the alert").press("Enter")
    since_ms = round(alert.started_at.timestamp() * 1000)
    expect(player).to_have_attribute("data-shown", str(since_ms))
    page.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(player).to_have_attribute("data-state", "end", timeout=30_000)


def choose_a_stretch(page: Page, alert: Alert) -> None:
    """From the alert's start on: the timeline opens there."""
    page.get_by_role("link", name="Review", exact=True).last.press("Enter")
    page.locator("main .button-main").click()  # the reason that is offered first
    expect(page.locator("[data-strip]")).to_have_attribute("data-drawn", "facts")
    since_ms = round(alert.started_at.timestamp() * 1000)
    now_ms = "document.querySelector('review-desk').clock.nowMs"
    page.wait_for_function(f"() => Math.abs({now_ms} - {since_ms}) < 40")
    page.wait_for_function(
        "() => document.querySelector('.review-tile video')?.readyState >= 2", timeout=30_000
    )
    page.keyboard.press("i")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("o")


def ask(page: Page) -> Extract:
    page.get_by_label("Kind of procedure").select_option(label="flagrante delicto inquiry")
    for label, text in ASKED.items():
        page.get_by_label(label, exact=True).press_sequentially(text)
    page.get_by_label("plain, as it was recorded").check()
    page.get_by_label("Mark each picture").press("Space")
    page.get_by_role("button", name="Ask for the extract").press("Enter")
    expect(page.get_by_text("you asked for it")).to_be_visible()
    return Extract.objects.get()


def release(browser: Browser, address: str, screenshots: Path) -> None:
    """The second person, at a desk of their own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    other = context.new_page()
    sign_in(other, address, "ben")
    other.screenshot(path=screenshots / "investigation-4-release.png", full_page=True)
    other.get_by_role("button", name="Release it").press("Enter")
    expect(other.get_by_role("heading", name="It is being made")).to_be_visible()
    context.close()


def assert_true(package: Path, footage: Path) -> None:
    """By the program that the recipient has, and the recordings themselves."""
    command = [sys.executable, str(ROOT / "scripts" / "verify-export"), str(package)]
    words = ["--key", extract_key().sha256, "--segments", str(footage)]
    told = subprocess.run([*command, *words], capture_output=True, text=True, env={})
    assert told.returncode == 0, told.stdout + told.stderr


def assert_of_what_was_chosen(package: Path, folder: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        (name,) = (one for one in opened.namelist() if one.endswith(".mp4"))
        film = Path(opened.extract(name, folder))
    with av.open(str(film)) as container:
        numbers = [number_of(one.to_ndarray(format="bgr24")) for one in container.decode(video=0)]
    first, last = ALERT_AT_S * FPS, (ALERT_AT_S + LEAP_S) * FPS - 1
    assert numbers[0] <= first  # the keyframe at or before it
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert last <= numbers[-1] <= last + FPS
