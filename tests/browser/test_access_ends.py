"""A wall left open shows nothing any more once its agent's access has ended, and says why."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from command_center.people.models import Agent, Subject
from command_center.venues.models import Camera
from tests.browser.signing_in import PASSWORD, sign_in
from tests.daphne import Daphne
from tests.people.trained import designated, taught, trained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

EXPECTED = "403 (Forbidden)"
"""What the browser itself writes about a page that is refused."""


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, errors: list[str]) -> Iterator[Page]:
    """Refusals are what is to be seen here; anything else in the console fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.on("console", lambda said: said.type == "error" and errors.append(said.text))
    context.on("weberror", lambda failed: errors.append(str(failed.error)))
    yield context.new_page()
    context.close()
    assert [error for error in errors if EXPECTED not in error] == []


def picture(page: Page, path: Path) -> None:
    for theme in ("light", "dark"):
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        page.screenshot(path=f"{path}-{theme}.png", full_page=True, animations="disabled")


def test_open_wall_closes_when_a_training_ends_and_says_why(
    page: Page, web: Daphne, camera: Camera, stranger: Agent, screenshots: Path
) -> None:
    seeing = Permission.objects.filter(codename__in=["view_camera", "view_alert"])
    stranger.user_permissions.set(seeing)
    Agent.objects.create_superuser("roux", first_name="Camille", last_name="Roux")
    designated(stranger)
    taught(stranger, Subject.OPERATING)
    ends_at = timezone.now() + timedelta(seconds=20)
    taught(stranger, Subject.DATA_PROTECTION, ends_at=ends_at)
    sign_in(page, f"http://127.0.0.1:{web.port}/", stranger.username)
    expect(page.locator("live-tile[data-state=offline]")).to_be_visible()
    closed = page.get_by_role("heading", name="Pictures and alerts are closed to you")
    expect(closed).to_be_visible(timeout=30_000)
    assert timezone.now() >= ends_at
    expect(page.locator("live-tile, video")).to_have_count(0)
    expect(page.get_by_text("The training in data protection expired on")).to_be_visible()
    expect(page.get_by_text("Camille Roux")).to_be_visible()
    picture(page, screenshots / "access-ended")


def test_administrator_sees_who_may_see_and_revokes(
    page: Page, web: Daphne, operator: Agent, stranger: Agent, screenshots: Path
) -> None:
    head = Agent.objects.create_superuser(
        "roux", password=PASSWORD, first_name="Camille", last_name="Roux"
    )
    trained(head)
    taught(stranger, Subject.OPERATING, ends_at=timezone.now() + timedelta(days=9))
    sign_in(page, f"http://127.0.0.1:{web.port}/people/", head.username)
    expect(page.get_by_role("heading", name="May see today 2")).to_be_visible()
    picture(page, screenshots / "people")
    page.get_by_role("link", name="stranger").click()
    page.get_by_role("link", name="Designate").click()
    page.get_by_label("Designated by").fill("Prefect of Rhône")
    page.get_by_label("Service").select_option("municipal_police")
    page.get_by_label("Scope").fill("Matches in the stadium, 2026 season")
    picture(page, screenshots / "designate")
    page.get_by_role("button", name="Designate").click()
    expect(page.get_by_text("Matches in the stadium")).to_be_visible()
    page.get_by_role("link", name="Revoke…").first.click()
    page.get_by_label("Reason").fill("Left the service")
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("Left the service")).to_be_visible()
    picture(page, screenshots / "person")
    page.get_by_role("button", name="FR").click()
    page.goto(f"http://127.0.0.1:{web.port}/people/")
    page.screenshot(path=screenshots / "people-fr.png", full_page=True, animations="disabled")
