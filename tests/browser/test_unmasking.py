"""Unmasking in a browser: asked for beside a player, approved by another, ended, kept in a list."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.blur.models import Approval, Unmasking, VenueBlur
from command_center.people.models import Agent
from command_center.venues.models import Camera
from tests.blur.unmasked import agent_with, unmasked
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

PUT_BESIDE = """
    async ({cameras, from, until, script, styles}) => {
        const sheet = document.createElement("link");
        Object.assign(sheet, {rel: "stylesheet", href: styles});
        document.head.append(sheet);
        const button = document.createElement("unmask-button");
        for (const [name, value] of Object.entries({cameras, from, until}))
            button.setAttribute(name, value);
        window.told = [];
        button.addEventListener("unmask-changed", (event) => window.told.push(event.detail.plain));
        document.querySelector("main .sheet").prepend(button);
        await import(script);
    }
"""
"""As a page with a player has it."""


@pytest.fixture
def unmaskings(page: Page, camera: Camera, operator: Agent) -> Iterator[Page]:
    """The list, where two people are needed; a colleague's waits, another's is over."""
    operator.user_permissions.add(*Permission.objects.filter(content_type__app_label="blur"))
    colleague = agent_with("colleague", "blur.add_unmasking")
    since = timezone.now() - timedelta(hours=1)
    unmasked(colleague, camera, since, reason="Incident or complaint", lasts_min=1)
    VenueBlur.objects.create(venue=camera.venue, unmasking_needs_second=True)
    unmasked(colleague, camera, since)
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/blur/", operator.username)
        expect(page.get_by_role("heading", name="Unmasking", exact=True)).to_be_visible()
        yield page
        page.goto("about:blank")


def test_it_is_asked_for_approved_and_ended(
    unmaskings: Page, camera: Camera, operator: Agent, screenshots: Path
) -> None:
    page = unmaskings
    show(page, screenshots, "unmaskings")
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.get_by_text("Approved: people are plain to who asked")).to_be_visible()
    assert Approval.objects.get().agent == operator

    since = round(timezone.now().timestamp() * 1000) - 3_600_000
    beside = {
        "cameras": str(camera.pk),
        "from": str(since),
        "until": str(since + 60_000),
        "script": "/static/elements/unmask-button.js",
        "styles": "/static/pages/blur/unmask_panel.css",
    }
    page.evaluate(PUT_BESIDE, beside)
    page.get_by_role("button", name="Show people plain…").press("Enter")
    dialog = page.get_by_role("dialog", name="Show people plain")
    expect(dialog).to_contain_text("a second person has to approve it")
    page.screenshot(path=screenshots / "unmask-dialog.png")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Show people plain…").press("Enter")
    dialog.get_by_label("Another reason").press("Space")
    dialog.get_by_role("button", name="Ask for it").press("Enter")
    expect(dialog.get_by_text("Say the reason in a few words.")).to_be_visible()
    dialog.get_by_label("In your own words").fill("Whose bag it is")
    dialog.get_by_role("button", name="Ask for it").press("Enter")
    expect(page.get_by_text("Asked at")).to_be_visible()
    asked = Unmasking.objects.get(agent=operator)
    Approval.objects.create(unmasking=asked, agent=Agent.objects.get(username="colleague"))
    expect(page.get_by_text("People are shown plain to you until")).to_be_visible(timeout=15_000)
    page.screenshot(path=screenshots / "unmask-in-force.png")
    page.get_by_role("button", name="Blur again").press("Enter")
    expect(page.get_by_role("button", name="Show people plain…")).to_be_focused()
    assert page.evaluate("window.told") == [True, False]
    assert Unmasking.objects.in_force().filter(agent=operator).count() == 0


def test_a_venue_says_what_it_blurs(unmaskings: Page, camera: Camera, screenshots: Path) -> None:
    page = unmaskings
    page.goto(page.url.replace("/blur/", f"/venues/{camera.venue_id}/blur"))
    show(page, screenshots, "venue-blur")
    page.get_by_label("Live pictures too").press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Saved: it holds from now on.")).to_be_visible()
    assert VenueBlur.objects.get().live_is_blurred
