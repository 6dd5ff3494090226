"""A channel in a browser: entered, tried, read in the log; and what the desk lets hear and asks."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.law.models import Order
from command_center.notifications.answer import down
from command_center.notifications.models import Channel, ChannelState, Delivery, What
from command_center.notifications.sending import note_try
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.supervision.models import DeskCheck, Escalation, EscalationRule
from command_center.venues.models import Camera, Venue
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import daphne
from tests.notifications.channels import channel
from tests.notifications.receiver import SECRET, receiver

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]
RIGHTS = ["view_channel", "change_channel", "change_escalation", "add_act"]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, operator: Agent) -> Iterator[str]:
    monkeypatch.setenv("NOTIFICATION_NETWORKS", "127.0.0.0/8")  # for the web process
    operator.user_permissions.add(*Permission.objects.filter(codename__in=RIGHTS))
    with daphne() as web:
        yield f"http://127.0.0.1:{web.port}"


def failing(camera: Camera) -> Channel:
    """Beside the one that works: its receiver does not answer."""
    one = channel("email", name="Prefecture", recipients=["salle@prefecture.example"])
    for number in range(1, 4):
        delivery = Delivery.objects.create(channel=one, what=What.ALERT, number=number)
        note_try(delivery, down("pas de réponse à temps"), 5.02)
    channel("mqtt", name="Building management", address="mqtts://127.0.0.1", is_enabled=False)
    assert ChannelState.objects.get(channel=one).failures == 3
    return one


def test_channel_is_entered_tried_and_read_in_the_log(
    page: Page, address: str, camera: Camera, screenshots: Path
) -> None:
    failing(camera)
    with receiver() as there:
        sign_in(page, f"{address}/notifications/", "operator")
        page.get_by_role("link", name="Webhook").click()
        page.get_by_label("Name").fill("Fire brigade")
        page.get_by_label("Address").fill(there.address)
        page.get_by_label("Signing secret").fill(SECRET)
        page.get_by_label("Escalations, and the check").check()
        page.get_by_text("Which alerts").click()
        show(page, screenshots, "channel-form")
        page.get_by_label("Name").fill("Fire brigade")
        page.get_by_label("Address").fill(there.address)
        page.get_by_label("Signing secret").fill(SECRET)
        page.get_by_role("button", name="Enter the channel").click()
        page.get_by_role("button", name="Send a test").click()
        expect(page.get_by_text("The test was taken.")).to_be_visible()
        assert len(there.of("channel.test")) == 1
    page.screenshot(path=screenshots / "channel-tried.png", full_page=True)
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("The test did not come through.")).to_be_visible()
    show(page, screenshots, "channel")
    page.get_by_role("link", name="All of this channel").click()
    expect(page.get_by_role("row")).to_have_count(3)
    page.goto(f"{address}/notifications/log")
    page.locator(".tries summary").first.click()
    show(page, screenshots, "channel-log")
    page.goto(f"{address}/notifications/")
    expect(page.get_by_text("Does not come through")).to_have_count(1)
    show(page, screenshots, "channels")
    page.set_viewport_size({"width": 420, "height": 900})
    page.screenshot(path=screenshots / "channels-narrow.png", full_page=True)


@pytest.fixture
def asked(order: Order, venue: Venue, operator: Agent) -> dict[str, Any]:
    """A step, a check of the desk, and something that was escalated."""
    step = EscalationRule.objects.create(
        severity="high", after_s=60, role=Role.SUPERVISOR, author=operator
    )
    EscalationRule.objects.create(
        severity="medium", after_s=300, agent=operator, venue=venue.pk, author=operator
    )
    DeskCheck.objects.create(venue=venue.pk, every_min=15, role=Role.SUPERVISOR, author=operator)
    camera = venue.cameras.get()
    given = {"rule": step, "camera": camera.pk, "venue": venue.pk}
    Escalation.objects.create(alert=1842, **given)
    old = Escalation.objects.create(alert=1799, **given)
    Escalation.objects.filter(pk=old.pk).update(ended_at=timezone.now() + timedelta(seconds=74))
    return given


SOUNDS = """() => {
    document.body.dataset.sounds = "";
    document.addEventListener("sounded", ({ detail }) => {
        document.body.dataset.sounds += detail.severity;
    });
}"""
ARRIVES = """(severity) => document.dispatchEvent(
    new CustomEvent("situation-arrived", { detail: { id: 1, severity, text: "", place: "" } }))"""


def test_desk_sounds_is_muted_and_asks_whether_anybody_is_there(
    page: Page, address: str, asked: dict[str, Any], screenshots: Path
) -> None:
    sign_in(page, f"{address}/escalations/", "operator")
    page.get_by_text("Check the desk of a venue").click()
    show(page, screenshots, "escalations")
    page.goto(f"{address}/")
    expect(page.locator(".escalated")).to_contain_text("alert 1842")
    page.evaluate(SOUNDS)
    page.evaluate(ARRIVES, "high")
    expect(page.get_by_role("button", name="Sound is off until you press")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-sounds", "")
    page.get_by_role("button", name="Sound is off until you press").click()
    page.get_by_role("button", name="Sound", exact=True).click()
    page.screenshot(path=screenshots / "desk-sound.png")
    page.keyboard.press("Escape")
    page.evaluate(ARRIVES, "low")
    page.evaluate(ARRIVES, "high")
    expect(page.locator("body")).to_have_attribute("data-sounds", re.compile("high"))
    page.get_by_role("button", name="Sound", exact=True).click()
    page.get_by_role("button", name="5 min", exact=True).click()
    expect(page.get_by_text("Muted")).to_contain_text("Muted 5:00")
    page.evaluate("document.querySelector('desk-check').plan(0)")
    expect(page.get_by_role("dialog")).to_contain_text("Are you there?")
    page.screenshot(path=screenshots / "desk-check.png")
    with page.expect_response("**/desk/awake") as answer:
        page.keyboard.press("x")
    assert answer.value.json()["asks_in_s"] > 800
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto("about:blank")  # before the server goes
