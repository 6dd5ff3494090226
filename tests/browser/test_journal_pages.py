"""A legal person searches the journal, sees who watched, and notes what was unusual."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.journal.models import Operation
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera
from tests.audit.conftest import posted
from tests.audit.planting import planted
from tests.browser.looks import show
from tests.daphne import Daphne
from tests.people.trained import trained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


def plant(camera: Camera, operator: Agent) -> Agent:
    """A night with looks that have ended, one that was lost, a replay, and refusals."""
    now = timezone.now()
    lawyer = posted("roux", Role.LEGAL)
    where = {"camera": camera.pk, "venue": camera.venue_id, "session": "3f2a90c17b44de01"}
    why = "Watching over the event under the order in force"
    with transaction.atomic():
        for hours, lasted, agent in ((20, 50, operator), (19.5, 90, lawyer), (11, 25, operator)):
            since = now - timedelta(hours=hours)
            start = planted(since, object_kind="live", agent=agent, reason=why, **where)
            until = since + timedelta(minutes=lasted)
            planted(
                until,
                object_kind="live",
                agent=agent,
                reason=why,
                seen_from=since,
                seen_to=until,
                detail={"begun": start.pk, "lost": lasted == 25},
                **where,
            )
        planted(
            now - timedelta(hours=2),
            object_kind="playback",
            agent=operator,
            reason="Incident or complaint",
            seen_from=now - timedelta(hours=15),
            seen_to=now - timedelta(hours=14),
            **where,
        )
        for minute in range(12):
            at = now - timedelta(minutes=90 - minute)
            planted(at, operation=Operation.ACCESS, object_kind="sign_in_failed")
        planted(object_kind="camera_edit", operation=Operation.MODIFICATION, agent=lawyer, **where)
    connection.close()
    return lawyer


@pytest.fixture
def planted_night(camera: Camera) -> Agent:
    """By another thread: changes of people are told, and Playwright's loop runs in this one."""

    def plant_all() -> Agent:
        operator = trained(Agent.objects.create_user("martin", password="correct horse battery"))
        return plant(camera, operator)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(plant_all).result()


def test_journal_is_searched_drawn_and_looked_into(
    page: Page, web: Daphne, planted_night: Agent, camera: Camera, screenshots: Path
) -> None:
    lawyer = planted_night
    address = f"http://127.0.0.1:{web.port}/journal/"
    page.goto(address)
    page.get_by_label("Username").fill(lawyer.username)
    page.get_by_label("Password").fill("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/shift**")
    page.locator("main .button-main").click()
    page.wait_for_url("**/journal/inquiry**")
    show(page, screenshots, "journal-inquiry")
    page.get_by_label("Incident or complaint").press("Space")
    page.get_by_role("button", name="Begin the inquiry").press("Enter")
    expect(page.get_by_text("entries, newest first")).to_be_visible()
    show(page, screenshots, "journal-search")
    page.locator("details.entry summary").last.press("Enter")
    page.locator(".save summary").press("Enter")
    page.screenshot(path=screenshots / "journal-search-open.png", full_page=True)
    page.get_by_label("Camera").select_option(label="Stadium · North gate")
    page.get_by_role("button", name="Search").press("Enter")
    expect(page.locator(".entries li").first).to_contain_text("North gate")
    page.goto(f"{address}watched?camera={camera.pk}")
    expect(page.locator("svg .bar")).to_have_count(4)
    show(page, screenshots, "journal-watched")
    page.goto(f"{address}unusual")
    expect(page.get_by_role("heading", name="Many refusals")).to_be_visible()
    show(page, screenshots, "journal-unusual")
    page.locator(".explain summary").first.press("Enter")
    page.screenshot(path=screenshots / "journal-unusual-note.png")
    page.get_by_label("What you found out").first.fill("A drill, see the duty book.")
    page.get_by_role("button", name="Keep the note").first.press("Enter")
    expect(page.get_by_text("A drill, see the duty book.")).to_be_visible()
    page.goto(f"{address}checkpoints")
    show(page, screenshots, "journal-checkpoints")
    page.goto(f"{address}export?last=7d")
    show(page, screenshots, "journal-export")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    page.screenshot(path=screenshots / "journal-search-telephone.png", full_page=True)
