"""A wall of many cameras opens its sockets a few at a time, and that of the alerts soon."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.law.ordering import ordered

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("orm_beside_playwright"),
]

MOST_AT_ONCE = 6
CAMERAS = 24
ALL_BEGUN = f"() => document.querySelectorAll('live-tile[data-state]').length === {CAMERAS}"


class Openings:
    """What Chromium tells of the page's sockets."""

    def __init__(self, page: Page) -> None:
        self._under_way: set[str] = set()
        self.paths: list[str] = []
        self.opened, self.most_at_once = 0, 0
        events = page.context.new_cdp_session(page)
        events.send("Network.enable")
        events.on("Network.webSocketCreated", self._begin)
        events.on("Network.webSocketHandshakeResponseReceived", self._end)

    def _begin(self, event: dict[str, Any]) -> None:
        self._under_way.add(event["requestId"])
        self.paths.append(event["url"].partition("/ws/")[2])
        self.most_at_once = max(self.most_at_once, len(self._under_way))

    def _end(self, event: dict[str, Any]) -> None:
        self._under_way.discard(event["requestId"])
        self.opened += 1


def test_no_more_than_a_few_open_at_once_and_alerts_before_the_last_pictures(
    camera: Camera, operator: Agent, web: Daphne, page: Page
) -> None:
    gates = [f"Gate {n}" for n in range(1, CAMERAS)]
    ordered([camera, *(Camera.objects.create(venue=camera.venue, name=name) for name in gates)])
    sign_in(page, f"http://127.0.0.1:{web.port}/orders/", "operator")
    openings = Openings(page)
    page.goto(f"http://127.0.0.1:{web.port}/")
    page.wait_for_function(ALL_BEGUN)
    for _ in range(1200):  # a minute
        if openings.opened == CAMERAS + 1:
            break
        page.wait_for_timeout(50)
    assert openings.opened == CAMERAS + 1
    assert len(openings.paths) == CAMERAS + 1
    assert openings.most_at_once <= MOST_AT_ONCE
    assert openings.paths.index("alerts") < CAMERAS - MOST_AT_ONCE
    expect(page.locator("alert-queue")).to_be_visible()
    page.goto("about:blank")
