"""The wall stays open in a browser while each part is killed: it comes back by itself."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright

from tests.browser.running import Vigie
from tests.browser.wall import expect_moving_picture, sign_in, tile_of
from tests.films import write_walk
from tests.outages.site import Database, Part, Site, site
from tests.rtsp import RtspServer, skip_without_gstreamer
from tests.waiting import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.alone]

PERIOD_S = 8.0
"""Somebody walks through once in it, across all lines: about an alert a second of each camera."""

LINES = 0.1, 0.25, 0.4, 0.55, 0.7, 0.85
RTSP, FILM = "1. 127.0.0.1", "2. walk"
AWAY_WITHIN_MS, BACK_WITHIN_MS = 10_000, 15_000

LOST_REQUESTS = {
    "web": r"net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)",
    "redis": r"^WebSocket connection .* Unexpected response code: 500$",
    "postgresql": r"(status of 500 \(Internal Server Error\)|Unexpected response code: 500)$",
}
"""What Chromium itself writes to the console while a part is away; no script can prevent it."""

SHOW_PICTURES_WITHOUT = {"postgresql"}
"""Without it nothing is permitted, and so analysed; live pictures go on."""

SHOWN = """() => [...document.querySelectorAll("alert-queue [data-alerts]")].map(
  (row) => [row.dataset.alerts.split(" ").map(Number), "lasts" in row.dataset])"""
"""Numbers of each situation's alerts, and whether it goes on."""


@dataclass
class Wall:
    """One page, opened once. `lost_requests` are those that its console may speak of now."""

    page: Page
    errors: list[str] = field(default_factory=list)
    lost_requests: str | None = None

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not self._expects(message.text):
            self.errors.append(message.text)

    @contextmanager
    def losing_requests(self, pattern: str | None) -> Iterator[None]:
        self.lost_requests = pattern
        yield
        self.lost_requests = None

    def shown(self) -> list[tuple[list[int], bool]]:
        return sorted((numbers, lasts) for numbers, lasts in self.page.evaluate(SHOWN))

    def _expects(self, text: str) -> bool:
        return bool(self.lost_requests and re.search(self.lost_requests, text))


@pytest.fixture(scope="module")
def rtsp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtspServer]:
    skip_without_gstreamer()
    film = write_walk(tmp_path_factory.mktemp("films") / "long.mp4", PERIOD_S, times=20)
    with RtspServer(film) as server:
        yield server


@pytest.fixture(scope="module")
def built(rtsp: RtspServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    film = write_walk(tmp_path_factory.mktemp("films") / "walk.mp4", PERIOD_S)
    with (
        tempfile.TemporaryDirectory(prefix="vigie-outage-") as folder,
        site(Path(folder), [rtsp.url, str(film)], workers=["w1"]) as built,
    ):
        built.draw_lines(*LINES)
        wait_until(built.answers, 60, built.said)
        yield built


@pytest.fixture(scope="module")
def wall(built: Site) -> Iterator[Wall]:
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        pytest.skip("no browser here: install chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        wall = Wall(page)
        page.on("console", wall.hear)
        page.on("pageerror", lambda error: wall.errors.append(str(error)))
        said = f"First sign-in: admin with password {built.password}"
        sign_in(page, Vigie(built.address, [said]))
        page.evaluate("window.wasNeverReloaded = true")
        expect_live(page)
        yield wall
        browser.close()


def expect_live(page: Page) -> None:
    for name in (RTSP, FILM):
        expect(tile_of(page, name)).to_have_attribute("data-state", "live", timeout=BACK_WITHIN_MS)
    expect_moving_picture(tile_of(page, RTSP), 10)


def expect_away(page: Page, shows_pictures: bool) -> None:
    """Whoever is away: the icon that says so is a part of the page."""
    tile = tile_of(page, RTSP)
    expect(tile).not_to_have_attribute("data-state", "live", timeout=AWAY_WITHIN_MS)
    expect(tile.locator(".tile-state use")).to_have_attribute("href", re.compile("^#icon-"))
    if not shows_pictures:
        expect(tile.locator(".tile-veil")).to_be_visible()


def stored(built: Site) -> list[tuple[list[int], bool]]:
    """As the desk joins them: each comes soon after the one before of its camera, kind and zone."""
    rows = built.database.rows(
        """SELECT array_agg(id ORDER BY started_at, id) AS numbers,
            bool_or(ended_at IS NULL) AS lasts
        FROM alerts_alert GROUP BY camera_id, kind, zone_name"""
    )
    return sorted((row["numbers"], row["lasts"]) for row in rows)


def count_of(built: Site) -> int:
    return sum(len(numbers) for numbers, _ in stored(built))


def wait_for_another_alert(built: Site) -> None:
    before = count_of(built)
    wait_until(lambda: count_of(built) > before, 2 * PERIOD_S, built.said)


def part(built: Site, rtsp: RtspServer, name: str) -> Part | Database | RtspServer:
    return {"camera": rtsp, "postgresql": built.database, **built.parts}[name]


@pytest.mark.parametrize("name", ["w1", "web", "redis", "postgresql", "camera"])
def test_open_page_comes_back_and_shows_each_alert_once(
    built: Site, rtsp: RtspServer, wall: Wall, name: str
) -> None:
    killed = part(built, rtsp, name)
    with wall.losing_requests(LOST_REQUESTS.get(name)):
        killed.kill()
        expect_away(wall.page, shows_pictures=name in SHOW_PICTURES_WITHOUT)
        if name in {"web", "redis"}:
            wait_for_another_alert(built)  # which no page hears of
        killed.start()
        expect_live(wall.page)
        wait_for_another_alert(built)
        wait_until(
            lambda: wall.shown() == stored(built),
            PERIOD_S,
            lambda: [wall.shown(), stored(built)],
        )
    assert wall.page.evaluate("window.wasNeverReloaded")
    assert wall.errors == []
