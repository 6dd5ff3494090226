"""States and alerts on the live plan, on a real Daphne: by shape, by words, and at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Locator, Page, expect

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.streams.redis_client import client
from command_center.venues.models import Camera, Placement, Zone
from tests.browser.beside_the_loop import beside_the_loop
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.health.told import tell_state
from tests.plans import plan_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

STATES = {
    "West stand": ("frozen", 0.12, 0.5, 0.0),
    "East stand": ("unpermitted", 0.88, 0.5, 180.0),
    "South gate": ("offline", 0.5, 0.9, 270.0),
    "Tunnel": ("calibrating", 0.3, 0.8, 300.0),
    "Store": ("off", 0.72, 0.8, 220.0),
}


@pytest.fixture
def plan(web: Daphne, page: Page, zone: Zone, order: Order, operator: Agent) -> Iterator[Page]:
    """Six cameras, each in a state of its own; the control room looks at them."""
    client().flushdb()
    operator.user_permissions.add(Permission.objects.get(codename="view_venue"))
    drawn = plan_of(zone.camera.venue)
    Placement.objects.create(camera=zone.camera, plan=drawn, x=0.5, y=0.12, direction_deg=90)
    tell_state(zone.camera, "live")
    for name, (state, x, y, direction) in STATES.items():
        camera = Camera.objects.create(
            venue=drawn.venue, name=name, url="rtsp://192.0.2.1/x", is_enabled=state != "off"
        )
        Placement.objects.create(camera=camera, plan=drawn, x=x, y=y, direction_deg=direction)
        if state not in {"offline", "off"}:
            tell_state(camera, state)
    sign_in(page, f"http://127.0.0.1:{web.port}/venues/{drawn.venue_id}/plan", operator.username)
    expect(page.locator(".camera")).to_have_count(6)
    yield page
    page.goto("about:blank")


def mark(page: Page, name: str) -> Locator:
    return page.locator(f'.camera[aria-label^="{name}"]')


def test_each_state_is_told_by_its_shape_and_in_words(plan: Page, camera: Camera) -> None:
    expect(mark(plan, "North gate").locator("circle.plate")).to_be_visible()
    expect(mark(plan, "North gate").locator(".state")).to_have_text("Live")
    expect(mark(plan, "West stand").locator("rect.plate")).to_be_visible()
    expect(mark(plan, "West stand").locator(".state")).to_have_text("Frozen picture")
    expect(mark(plan, "South gate")).to_have_attribute(
        "aria-label", "South gate: No picture · no worker watches this camera"
    )
    expect(mark(plan, "Store").locator(".state")).to_have_text("not watched")
    expect(plan.locator(".cone.blind")).to_have_count(2)
    tell_state(camera, "covered")
    expect(mark(plan, "North gate")).to_have_attribute("data-state", "covered")
    client().flushdb()
    expect(mark(plan, "North gate")).to_have_attribute("data-state", "offline")


def test_alert_lights_its_camera_at_once_and_names_kind_and_zone(
    plan: Page, intrusion: Found, screenshots: Path
) -> None:
    beside_the_loop(lambda: raise_alert(intrusion))
    lit = mark(plan, "North gate")
    expect(lit).to_have_attribute("data-alerted", "intrusion")
    expect(lit.locator(".alert-plate")).to_have_text("Intrusion · lawn")
    expect(lit).to_have_attribute("aria-label", "North gate: Live. Alert: Intrusion · lawn")
    expect(plan.locator("[data-alerted]")).to_have_count(1)
    for theme in ("light", "dark"):
        plan.locator(f"theme-switch button[value={theme}]").click()
        plan.screenshot(path=screenshots / f"plan-states-{theme}.png")


def test_camera_is_opened_and_left_by_keyboard(plan: Page, camera: Camera) -> None:
    mark(plan, "West stand").focus()
    plan.keyboard.press("Enter")
    expect(plan.locator(".look [data-look-name]")).to_have_text("West stand")
    expect(plan.locator(".look live-tile")).to_have_count(1)
    mark(plan, "North gate").click()
    expect(plan.locator(".look live-tile")).to_have_attribute("camera", str(camera.pk))
    assert (
        plan.evaluate("document.querySelector('.look live-tile').overlay.zones[0].name") == "lawn"
    )
    plan.keyboard.press("Escape")
    expect(plan.locator(".look live-tile")).to_have_count(0)
    expect(mark(plan, "North gate")).to_be_focused()
