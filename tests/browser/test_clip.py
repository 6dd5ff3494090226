"""A clip on its alert's page: it plays while it grows, moves picture by picture, and shows what was
found in each."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.alerts.door import end_alert
from command_center.alerts.models import Alert
from command_center.footage.clips import cut_due
from command_center.footage.models import CameraRecording, Clip, ClipState, Mode
from command_center.footage.recording import scribe
from command_center.footage.run import next_run
from command_center.law.models import Order
from command_center.leases.lease import Lease
from command_center.people.models import Agent
from command_center.venues.models import Camera, Zone
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne, daphne
from tests.films import FPS, write_film
from tests.footage.recorded_film import record_film
from tests.retention.keeping import unsaved_alert
from tests.streams.watching import Watching
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

PRE_ROLL_S, POST_ROLL_S = 4, 3
FOUND_EVERY = 5
NUMBER = """
async (player) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [192, 108];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(player.querySelector("video"), 0, 0, 192, 108);
  let number = 0;
  for (let bit = 0; bit < 10; bit += 1)
    if (pen.getImageData(bit * 16 + 8, 16, 1, 1).data[0] > 128) number |= 1 << bit;
  return { number, shown: Number(player.dataset.shown), drawn: player.drawn };
}
"""
"""What the picture in the <video> says that it is (`tests.films.picture`)."""


@pytest.fixture
def web_with_footage(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Daphne]:
    settings.STATE_DIR = settings.MODELS_DIR = tmp_path
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    with daphne() as web:
        yield web
    wait_until(lambda: scribe().is_idle, 10)


@pytest.fixture
def recorded(camera: Camera) -> Camera:
    rolls = {"pre_roll_s": PRE_ROLL_S, "post_roll_s": POST_ROLL_S}
    CameraRecording.objects.create(camera=camera, mode=Mode.CONTINUOUS, **rolls)
    return camera


@pytest.fixture
def verifier(operator: Agent) -> Agent:
    operator.user_permissions.add(Permission.objects.get(codename="add_verdict"))
    return operator


def found_in(number: int) -> str:
    """A box that says which picture it was found in; in each fifth one."""
    left = number / 1000
    box = [left, 0.3, left + 0.1, 0.9]
    return json.dumps([{"track": 1, "label": "person", "box": box, "confidence": 0.9}])


def read(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.locator("footage-player").evaluate(NUMBER)
    return found


def open_alert(page: Page, web: Daphne, alert: Alert, agent: Agent) -> None:
    page.emulate_media(reduced_motion="reduce")  # it does not begin to play by itself
    sign_in(page, f"http://127.0.0.1:{web.port}/alerts/{alert.pk}", agent.get_username())


def alert_of(camera: Camera, order: Order, zone: Zone, since: datetime, **given: Any) -> Alert:
    reason = {"objects": 1, "for_s": 1.0}
    alert = unsaved_alert(camera, order, since, zone=zone, reason=reason, **given)
    alert.save()
    return alert


def test_clip_moves_picture_by_picture_with_the_boxes_of_each(
    page: Page,
    web_with_footage: Daphne,
    recorded: Camera,
    order: Order,
    zone: Zone,
    lease: Lease,
    verifier: Agent,
    tmp_path: Path,
) -> None:
    began_at = timezone.now().replace(microsecond=0) - timedelta(minutes=2)
    film = write_film(tmp_path / "film.mp4", 900)
    record_film(recorded, film, began_at, found=found_every(FOUND_EVERY))
    since = began_at + timedelta(seconds=10)
    alert = alert_of(recorded, order, zone, since, ended_at=since + timedelta(seconds=6))
    cut_due()
    assert Clip.objects.get().state == ClipState.READY
    open_alert(page, web_with_footage, alert, verifier)
    player = page.locator("footage-player")
    expect(player).to_have_attribute("data-state", "paused")
    began_ms = round(began_at.timestamp() * 1000)
    first = (10 - PRE_ROLL_S) * FPS
    told = read(page)
    assert (told["number"], told["shown"]) == (first, began_ms + 1000 * first // FPS)
    expect(page.locator("verdict-keys")).to_be_focused()
    for key, step in [(".", 1)] * 7 + [(",", -1)] * 3:  # heard beside the verdict too
        before = read(page)["shown"]
        page.keyboard.press(key)
        wait_until_shown(page, before + step * 1000 // FPS)
        told = read(page)
        assert told["shown"] == began_ms + told["number"] * 1000 // FPS
        (box,) = told["drawn"]["boxes"]
        assert box["box"][0] == pytest.approx(told["number"] / 1000, abs=1e-6)
        assert told["drawn"]["exact"] == (told["number"] % FOUND_EVERY == 0)
    assert read(page)["number"] == first + 4
    player.focus()
    page.keyboard.press("A")
    wait_until_shown(page, round(since.timestamp() * 1000))
    page.keyboard.press("ArrowRight")
    wait_until_shown(page, round(since.timestamp() * 1000) + 5000)
    page.keyboard.press("End")
    last = (16 + POST_ROLL_S) * FPS - 1
    wait_until_shown(page, began_ms + last * 1000 // FPS)
    assert read(page)["number"] == last
    page.keyboard.press("Home")
    wait_until_shown(page, began_ms + first * 1000 // FPS)
    page.keyboard.press("l")
    expect(player).to_have_attribute("data-state", "playing")
    page.keyboard.press("l")
    expect(page.get_by_label("Speed")).to_have_value("2")
    expect(player).to_have_attribute("data-state", "end", timeout=15_000)
    page.keyboard.press("j")
    wait_until(lambda: read(page)["number"] < last - FPS, 10)
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page.get_by_role("slider", name="Position in the clip")).to_be_visible()
    page.locator("verdict-keys").focus()
    page.keyboard.press("c")
    expect(page.locator("fieldset[data-armed]")).to_be_visible()
    page.goto("about:blank")


def found_every(pictures: int) -> Any:
    return lambda number: found_in(number) if number % pictures == 0 else None


def wait_until_shown(page: Page, ms: float) -> None:
    expect(page.locator("footage-player")).to_have_attribute("data-shown", str(round(ms)))


def test_clip_plays_while_it_grows(
    page: Page,
    web_with_footage: Daphne,
    recorded: Camera,
    order: Order,
    zone: Zone,
    verifier: Agent,
    tmp_path: Path,
) -> None:
    recorded.url = str(write_film(tmp_path / "film.mp4", 1000))
    recorded.save()
    worker = ThreadPoolExecutor(1)  # announcing needs a thread without Playwright's loop
    with Watching(recorded):
        began_at = timezone.now()
        wait_until(lambda: next_run(recorded.pk, began_at, timezone.now()), 20)
        alert = alert_of(recorded, order, zone, timezone.now())
        open_alert(page, web_with_footage, alert, verifier)
        player = page.locator("footage-player")
        expect(page.get_by_text("Still being recorded")).to_be_visible()
        expect(player).to_have_attribute("data-state", "paused", timeout=15_000)
        page.get_by_role("button", name="Play", exact=True).press("Enter")
        shown = read(page)["shown"]
        wait_until(lambda: read(page)["shown"] - shown > 6000, 20)
        ended_at = timezone.now()
        worker.submit(lambda: (end_alert(alert, ended_at), connections.close_all())).result()
        until_ms = round((ended_at + timedelta(seconds=POST_ROLL_S)).timestamp() * 1000)
        wait_until(lambda: cut_due(), POST_ROLL_S + 10)
        expect(page.get_by_text("Still being recorded")).to_be_hidden()
        expect(player).to_have_attribute("data-state", "end", timeout=20_000)
        assert abs(read(page)["shown"] - until_ms) <= 2 * 1000 / FPS
        page.goto("about:blank")
    worker.shutdown()


def test_clip_looks_well(
    page: Page,
    web_with_footage: Daphne,
    recorded: Camera,
    order: Order,
    zone: Zone,
    lease: Lease,
    verifier: Agent,
    shared_data: Path,
    screenshots: Path,
) -> None:
    began_at = timezone.now().replace(microsecond=0) - timedelta(minutes=2)
    film = shared_data / "videos" / "concourse_1280x720.mp4"
    record_film(recorded, film, began_at, found=lambda number: found_in(300 + number % 200))
    since = began_at + timedelta(seconds=4)
    alert = alert_of(recorded, order, zone, since, ended_at=since + timedelta(seconds=6))
    open_alert(page, web_with_footage, alert, verifier)
    expect(page.locator("footage-player")).to_have_attribute("data-state", "paused")
    page.get_by_role("button", name="Start of the alert").press("Enter")
    wait_until_shown(page, round(since.timestamp() * 1000))
    show(page, screenshots, "clip")
    expect(page.locator("footage-player")).to_have_attribute("data-state", "paused")
    page.set_viewport_size({"width": 390, "height": 844})
    page.screenshot(path=screenshots / "clip-narrow.png", full_page=True)
    page.goto("about:blank")


def test_missing_clip_says_why(
    page: Page,
    web_with_footage: Daphne,
    recorded: Camera,
    order: Order,
    zone: Zone,
    lease: Lease,
    verifier: Agent,
    screenshots: Path,
) -> None:
    CameraRecording.objects.update(mode=Mode.OFF)
    since = timezone.now() - timedelta(minutes=1)
    alert = alert_of(recorded, order, zone, since, ended_at=since + timedelta(seconds=6))
    cut_due()
    open_alert(page, web_with_footage, alert, verifier)
    veil = page.locator("footage-player [data-veil]")
    expect(veil).to_have_text("No clip: this camera is not recorded.")
    page.screenshot(path=screenshots / "clip-missing.png")
    page.goto("about:blank")
