"""Review in Chromium: pictures in step, the timeline by hand and keys, and how fast a seek is."""

import re
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.blur.models import Unmasking, VenueBlur
from command_center.footage.models import Gap
from command_center.journal.models import Entry
from command_center.leases.lease import take
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.streams.models import CameraState
from command_center.venues.models import Camera
from detection.boxes import Box
from detection.kinds import EventKind
from tests.browser.looks import show
from tests.browser.signing_in import PASSWORD, sign_in
from tests.daphne import daphne
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.law.ordering import ordered
from tests.people.trained import trained
from tests.retention.keeping import held
from tests.review.conftest import ms, planted_segment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

PICTURES, FPS = 1000, 25
KINDS = [EventKind.INTRUSION, EventKind.FIRE, EventKind.WRONG_WAY]
SECOND = timedelta(seconds=1)
SEEK_MS = 300

NUMBERS = """() => [...document.querySelectorAll(".review-tile video")].map((video) => {
  const canvas = new OffscreenCanvas(192, 108);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(video, 0, 0, 192, 108);
  let number = 0;
  for (let bit = 0; bit < 10; bit += 1)
    if (pen.getImageData(bit * 16 + 8, 16, 1, 1).data[0] > 128) number += 2 ** bit;
  return number;
})"""
TIMED_KEY = """(key) => new Promise((resolve) => {
  const videos = [...document.querySelectorAll(".review-tile video")];
  const desk = document.querySelector("review-desk");
  const began = performance.now();
  document.querySelector("[data-strip]").dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const wanted = desk.clock.nowMs;
  Promise.all(videos.map((video) => new Promise((shown) => {
    const look = () => video.requestVideoFrameCallback((now, { mediaTime }) => {
      const tile = [...desk.tiles.values()].find((one) => one.video === video);
      const at = tile.source.mediaOriginMs + mediaTime * 1000;
      if (Math.abs(at - wanted) > 60) look();
      else shown(performance.now());
    });
    look();
  }))).then((all) => resolve(Math.max(...all) - began));
})"""


@pytest.fixture
def cameras(camera: Camera) -> list[Camera]:
    names = ("South gate", "Forecourt")
    return [
        camera,
        *(Camera.objects.create(venue=camera.venue, name=name, url="/b.mp4") for name in names),
    ]


@pytest.fixture
def began_at() -> datetime:
    return (timezone.now() - timedelta(minutes=20)).replace(microsecond=0)


def _alert(seen_by: Camera, kind: EventKind, at: datetime) -> Alert:
    lease = take(seen_by.pk, "worker@here", 0.1)
    assert lease is not None
    box, reason = Box(0.1, 0.2, 0.3, 0.6), {"objects": 1.0, "for_s": 1.0}
    alert = raise_alert(Found(seen_by.pk, lease.fence, kind, "lawn", at, box, 0.9, 7, reason))
    Alert.objects.filter(pk=alert.pk).update(ended_at=at + 4 * SECOND)
    return alert


def plant(cameras: list[Camera], began_at: datetime, folder: Path) -> None:
    """Pictures that carry their numbers; alerts; one camera has a gap, one could not see."""
    enter_known()
    VenueBlur.objects.create(venue=cameras[0].venue, review_is_blurred=False)
    film = write_film(folder / "film.mp4", PICTURES)
    for seen_by in cameras:
        record_film(seen_by, film, began_at)
    agent = trained(Agent.objects.create_user("investigator", password=PASSWORD))
    rights = ["view_segment", "view_alert", "view_hold", "add_hold", "add_unmasking"]
    agent.user_permissions.set(Permission.objects.filter(codename__in=rights))
    north, south, _ = cameras
    for seen_by, since, until in ((south, 300, 60), (north, 400, 30)):
        planted_segment(seen_by, began_at - since * SECOND, began_at - until * SECOND)
    minute_before = {"began_at": began_at - 60 * SECOND, "ended_at": began_at}
    Gap.objects.create(camera=south, cause="offline", **minute_before)
    covered = {"since": began_at - 200 * SECOND, "until": began_at - 100 * SECOND}
    CameraState.objects.create(camera=north, state="covered", **covered)
    held(agent, [north], covers_from=began_at, covers_until=began_at + 30 * SECOND)
    day = timedelta(days=1)
    in_force = {"starts_at": began_at - day, "ends_at": began_at + day}
    ordered(cameras, kinds=[one.value for one in EventKind], **in_force)
    for place, (seen_by, kind) in enumerate(zip(cameras, KINDS, strict=True)):
        _alert(seen_by, kind, began_at + (8 + 9 * place) * SECOND)


@pytest.fixture
def desk(
    page: Page,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    cameras: list[Camera],
    began_at: datetime,
) -> Iterator[Page]:
    """Three cameras, ten seconds after their films began."""
    settings.STATE_DIR = tmp_path
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    # Announcing needs a thread without Playwright's loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(plant, cameras, began_at, tmp_path).result()
        thread.submit(connections.close_all).result()
    asked = "&".join(f"camera={one.pk}" for one in cameras)
    with daphne() as web:
        address = f"http://127.0.0.1:{web.port}"
        sign_in(page, f"{address}/review/reason?next=/review/", "investigator")
        page.locator("main .button-main").click()
        expect(page.get_by_role("heading", name="Review")).to_be_visible()
        page.goto(f"{address}/review/?{asked}&at={ms(began_at + 10 * SECOND)}&span=900000&layout=4")
        expect(page.locator("[data-strip]")).to_have_attribute("data-drawn", "facts")
        yield page
        page.goto("about:blank")


def numbers(page: Page) -> list[int]:
    found: list[int] = page.evaluate(NUMBERS)
    return found


def shows(page: Page, number: int) -> None:
    page.wait_for_function(
        f"(number) => ({NUMBERS})().every((one) => one === number)", arg=number, timeout=45_000
    )


def test_three_cameras_are_seen_in_step(desk: Page, began_at: datetime) -> None:
    page = desk
    shows(page, 250)
    page.keyboard.press(".")
    shows(page, 251)
    page.keyboard.press(",")
    page.keyboard.press(",")
    shows(page, 249)
    page.keyboard.press("ArrowRight")
    shows(page, 499)
    page.keyboard.press("k")
    page.wait_for_function(f"() => ({NUMBERS})()[0] > 540", timeout=15_000)
    apart = [max(seen) - min(seen) for seen in (numbers(page) for _ in range(30))]
    assert max(apart) <= 1, apart
    page.keyboard.press("l")
    expect(page.get_by_label("Speed")).to_have_value("2")
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.wait_for_function("() => !document.querySelector('review-desk').clock.isHeld")
    assert len(set(numbers(page))) == 1

    page.keyboard.press("ArrowRight")  # behind the third alert, wherever it was stopped
    page.wait_for_function(f"() => ({NUMBERS})().every((one) => one > 26 * {FPS})")
    page.keyboard.press("p")
    expect(page.locator("[data-announcement]")).to_contain_text("Wrong way")
    shows(page, 26 * FPS)
    page.keyboard.press("p")
    shows(page, 17 * FPS)
    expect(page.locator(".review-alert[aria-current]")).to_contain_text("Fire starting")
    page.keyboard.press("n")
    shows(page, 26 * FPS)
    seen = Entry.objects.filter(object_kind="playback", author_name="investigator")
    assert seen.exists()
    assert min(one.seen_from for one in seen if one.seen_from) >= began_at

    took: dict[str, list[float]] = {"near": [], "far": []}
    for _ in range(6):
        for key in ("ArrowLeft", "ArrowRight"):
            took["near"].append(page.evaluate(TIMED_KEY, key))
    for _ in range(4):
        for key in ("ArrowLeft", "ArrowRight"):
            page.evaluate(
                """() => { for (const tile of document.querySelector("review-desk").tiles.values())
                { tile.source?.close(); tile.source = null; } }"""
            )
            took["far"].append(page.evaluate(TIMED_KEY, key))
    for name, times in took.items():
        p50, p95 = statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]
        print(f"seek, three cameras, {name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    assert statistics.median(took["near"]) < SEEK_MS


def test_the_timeline_is_zoomed_moved_filtered_and_looked_at(
    desk: Page, began_at: datetime, cameras: list[Camera], screenshots: Path
) -> None:
    page = desk
    shows(page, 250)
    show(page, screenshots, "review")
    expect(page.locator(".review-alert")).to_have_count(3)
    page.locator("[data-strip]").focus()
    span = "() => document.querySelector('review-desk').view.spanMs"
    before = page.evaluate(span)
    page.keyboard.press("+")
    assert page.evaluate(span) == before / 2
    for _ in range(12):
        page.keyboard.press("+")
    assert page.evaluate(span) == 1000
    page.keyboard.press("Home")
    assert page.evaluate(span) == 86_400_000
    page.wait_for_url(lambda url: "span=86400000" in url)
    page.screenshot(path=screenshots / "review-day.png")
    for _ in range(5):
        page.keyboard.press("+")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(f".review-tile[data-camera='{cameras[1].pk}']")).to_contain_text(
        "Nothing recorded: the camera did not answer"
    )
    page.screenshot(path=screenshots / "review-gap.png")
    page.keyboard.press("i")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("o")
    hold = page.get_by_role("link", name="Hold…")
    since = page.evaluate("() => document.querySelector('review-desk').chosen.fromMs")
    expect(hold).to_have_attribute(
        "href",
        f"/retention/holds/new?camera={cameras[0].pk}&from={since}&until={since + 60000}",
    )
    page.get_by_label("all cameras").check()
    expect(hold).to_have_attribute(
        "href", re.compile("&".join(f"camera={one.pk}" for one in cameras))
    )
    page.screenshot(path=screenshots / "review-chosen.png")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard")).to_be_visible()
    page.screenshot(path=screenshots / "review-help.png")
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("c")
    page.get_by_placeholder("Search for a camera or venue").fill("fore")
    expect(page.locator("[data-option]:visible")).to_have_count(1)
    page.screenshot(path=screenshots / "review-cameras.png")
    page.keyboard.press("Escape")  # empties the search first, as browsers do
    page.keyboard.press("Escape")
    expect(page.locator("[data-dialog=cameras]")).to_be_hidden()
    page.locator("[data-filter] summary").click()
    page.get_by_role("checkbox", name="High priority").uncheck()
    expect(page.locator(".review-alert")).to_have_count(2)
    page.screenshot(path=screenshots / "review-filter.png")
    page.keyboard.press("1")
    expect(page.locator(".review-tile")).to_have_count(1)


def test_people_are_blurred_until_somebody_asks_to_see_them_plain(
    desk: Page, screenshots: Path
) -> None:
    page = desk
    VenueBlur.objects.update(review_is_blurred=True)
    page.reload()
    tile = page.locator(".review-tile").first
    expect(tile).to_contain_text("Blurred", timeout=30_000)
    page.screenshot(path=screenshots / "review-blurred.png")
    page.get_by_role("button", name="Show people plain…").press("Enter")
    page.get_by_label("Incident or complaint").press("Space")
    page.get_by_role("button", name="Show plain", exact=True).press("Enter")
    expect(page.get_by_text("People are shown plain to you")).to_be_visible()
    expect(tile).to_contain_text("Plain", timeout=30_000)
    page.screenshot(path=screenshots / "review-plain.png")
    page.get_by_role("button", name="Blur again").press("Enter")
    expect(tile).to_contain_text("Blurred", timeout=30_000)
    unmasking = Unmasking.objects.get()
    looks = Entry.objects.filter(object_kind="playback", at__gte=unmasking.asked_at)
    plain = looks.filter(detail__plain=True)
    assert {one.camera for one in plain} == {unmasking.cameras[0]}


TICKS = """async ([from, until, step, zone]) => {
  const { ticks, label } = await import("/static/elements/review-desk/ticks.js");
  return ticks(from, until, step, zone).map((at) => [at, label(at, step, zone).text]);
}"""


def test_a_day_of_23_and_of_25_hours_has_its_ticks_by_the_clock(desk: Page) -> None:
    hour = 3_600_000

    def told(day: datetime, hours: int, step_h: int) -> list[tuple[float, str]]:
        given = [ms(day), ms(day) + hours * hour, step_h * hour, "Europe/Paris"]
        return [((at - ms(day)) / hour, text) for at, text in desk.evaluate(TICKS, given)]

    spring = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert [at for at, _ in told(spring, 23, 3)] == [0, 2, 5, 8, 11, 14, 17, 20, 23]
    assert [text[:5] for _, text in told(spring, 23, 3)][1:4] == ["03:00", "06:00", "09:00"]
    autumn = datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert [at for at, _ in told(autumn, 25, 6)] == [0, 7, 13, 19, 25]
    night = told(autumn, 5, 1)
    assert [at for at, _ in night] == [0, 1, 2, 3, 4, 5]
    assert [text[:5] for _, text in night][1:] == ["01:00", "02:00", "02:00", "03:00", "04:00"]
    assert night[2][1] != night[3][1]
