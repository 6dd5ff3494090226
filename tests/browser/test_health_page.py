"""The health page, on a site where all that can be wrong is: read, heard and used by keyboard."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from command_center.leases.lease import take
from command_center.leases.models import Worker
from command_center.people.models import Agent
from command_center.streams.figures_told import note_beat
from command_center.streams.point import POINT_EVERY_S, Point
from command_center.streams.redis_client import client as redis_client
from command_center.venues.models import Camera
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.health.told import WORKER, tell_figures, tell_history, tell_state, tell_worker

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

GONE = "worker@container-4f1c2d9ab07e"
FRESH_WITHIN_MS = 10_000
SPILT_PX = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDER_THAN_THEIR_CARDS = """[...document.querySelectorAll(".health table")].filter(
    (table) => table.offsetWidth > table.parentElement.clientWidth,
).length"""


@pytest.fixture
def site(camera: Camera, operator: Agent, tmp_path: Path) -> Camera:
    """Its first camera is well; the others, and a worker, are not."""
    redis_client().flushdb()
    tell_worker(tmp_path, WORKER)
    tell_worker(tmp_path, GONE)
    Worker.objects.filter(name=GONE).update(seen_at=timezone.now() - timedelta(days=1))
    _tell(camera, "live", delay_s=0.2)
    _tell(_another(camera, "Fan zone"), "live", delay_s=3.4)
    _tell(_another(camera, "Platform 2, stairs to the south"), "late", delay_s=0.3)
    _another(camera, "Car park")
    tell_state(_another(camera, "Press entrance"), "unpermitted")
    redis_client().rpush("cpu", *["nobody takes it"] * 25)
    note_beat()
    return camera


@pytest.fixture
def health(web: Daphne, page: Page, site: Camera, operator: Agent) -> Iterator[Page]:
    """The page, seen by somebody who came to it by its address."""
    right = Permission.objects.get(codename="view_health", content_type__app_label="health")
    operator.user_permissions.add(right)
    sign_in(page, f"http://127.0.0.1:{web.port}/health/", operator.username)
    expect(page.get_by_role("heading", name="Health")).to_be_visible()
    yield page
    page.goto("about:blank")


def _another(camera: Camera, name: str) -> Camera:
    return Camera.objects.create(venue=camera.venue, name=name, url=camera.url)


def _tell(camera: Camera, state: str, *, delay_s: float) -> None:
    """With a half hour in which nobody watched for a while."""
    assert take(camera.pk, WORKER, 0.4)
    tell_state(camera, state, since=timezone.now() - timedelta(minutes=40))
    now_s = time.time()
    ages = [age for age in range(179, 0, -1) if not 60 < age < 90]
    paces = [5 - 4 * (age == 120) for age in ages]
    points = [
        Point(now_s - age * POINT_EVERY_S, 25, pace, 0.04, delay_s)
        for age, pace in zip(ages, paces, strict=True)
    ]
    tell_history(camera, points)
    tell_figures(camera, delay_s=delay_s)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "title"), [("EN", "Health"), ("FR", "Santé")])
def test_page_is_read_in_both_languages_and_themes(
    health: Page, language: str, title: str, theme: str, screenshots: Path
) -> None:
    health.get_by_role("button", name=language, exact=True).click()
    health.locator(f"theme-switch button[value={theme}]").click()
    expect(health.get_by_role("heading", level=1)).to_have_text(title)
    expect(health.locator("html")).to_have_attribute("data-theme", theme)
    assert health.evaluate(SPILT_PX) <= 0
    health.screenshot(path=screenshots / f"health-{language}-{theme}.png", full_page=True)


def test_only_what_is_wrong_is_red(health: Page) -> None:
    late = health.get_by_role("row").filter(has_text="Fan zone")
    well = health.get_by_role("row").filter(has_text="North gate")
    waiting = health.get_by_role("listitem").filter(has_text="Tasks waiting")
    red = colour(late.locator(".late .icon"))
    assert colour(waiting.locator(".icon")) == red
    assert colour(well.locator(".icon")) == colour(late.locator(".state .icon")) != red


def colour(icon: Locator) -> str:
    return str(icon.evaluate("icon => getComputedStyle(icon).color"))


def test_tables_are_scrolled_past_the_names_by_keyboard_on_a_telephone(
    health: Page, screenshots: Path
) -> None:
    health.set_viewport_size({"width": 360, "height": 780})
    region = health.get_by_role("region", name="Health")
    name = health.get_by_role("rowheader", name="North gate")
    last = health.get_by_role("columnheader", name="Last 30 minutes")
    health.get_by_role("button", name="Sign out").focus()
    health.keyboard.press("Tab")
    expect(region).to_be_focused()
    health.screenshot(path=screenshots / "telephone-health.png")
    expect(last).not_to_be_in_viewport()
    for _ in range(25):
        health.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport()
    expect(name).to_be_in_viewport(ratio=1)
    assert health.evaluate(SPILT_PX) <= 0
    assert health.evaluate(WIDER_THAN_THEIR_CARDS) == 0
    health.screenshot(path=screenshots / "telephone-health-scrolled.png")


def test_change_is_shown_where_the_reader_is(health: Page, site: Camera) -> None:
    """Without a reload, which would lose the place and what a screen reader was reading."""
    region = health.get_by_role("region", name="Health")
    row = health.get_by_role("row").filter(has_text=site.name)
    region.focus()
    health.evaluate("window.wasNeverReloaded = true")
    expect(row).to_contain_text("Live")
    tell_state(site, "offline")
    expect(row).to_contain_text("No picture", timeout=FRESH_WITHIN_MS)
    expect(row).to_have_class("is-alarming")
    expect(region).to_be_focused()
    assert health.evaluate("window.wasNeverReloaded")
