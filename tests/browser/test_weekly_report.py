"""A weekly report is read and frozen in a browser, computed again, and found in the registers."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.reports.due import settled_at
from command_center.reports.models import WeeklyReport
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.reports.conftest import prefecture
from tests.reports.planting import alerted, at, now, the_match
from tests.waiting import wait_until

__all__ = ["prefecture"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def of_the_match(camera: Camera, prefecture: Agent) -> Order:
    """Planted by another thread: alerts are announced, and Playwright's loop runs in this one."""

    def plant() -> Order:
        order = the_match(camera)
        alerted(camera, at(27, 15), EventKind.DENSITY)
        first = Alert.objects.earliest("started_at")
        judge(first, prefecture, "confirmed", follow_up="patrol")
        connection.close()
        return order

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(plant).result()


def test_report_is_read_frozen_and_computed_again(
    page: Page, web: Daphne, of_the_match: Order, prefecture: Agent, screenshots: Path
) -> None:
    planted_at = now()
    wait_until(lambda: settled_at() > planted_at, 20)  # or it is not yet in any report
    sign_in(page, f"http://127.0.0.1:{web.port}/reports/", prefecture.username)
    expect(page.get_by_text("2 reports are overdue")).to_be_visible()
    show(page, screenshots, "reports-list")
    page.get_by_role("link", name="Report no. 1, week 2026-W13", exact=True).press("Enter")
    expect(page.get_by_text("Draft, to be read")).to_be_visible()
    show(page, screenshots, "reports-draft")
    page.get_by_label("Remarks").fill("Two lamps were replaced on Sunday.")
    page.get_by_role("button", name="Freeze it for good").press("Enter")
    assert WeeklyReport.objects.filter(frozen_at__isnull=False).count() == 0  # not read yet
    page.get_by_label("I have read this report.").press("Space")
    page.get_by_role("button", name="Freeze it for good").press("Enter")
    expect(page.get_by_text("The report is frozen. Nothing changes it any more.")).to_be_visible()
    frozen = wait_until(lambda: WeeklyReport.objects.exclude(frozen_at=None).first(), 5)
    expect(page.get_by_text(frozen.sha256, exact=True)).to_be_visible()
    page.locator("summary", has_text="Add an annex").press("Enter")
    page.get_by_label("Text").fill("One lamp, not two.")
    page.get_by_role("button", name="Add the annex").press("Enter")
    expect(page.get_by_text("One lamp, not two.")).to_be_visible()
    show(page, screenshots, "reports-frozen")
    page.get_by_role("link", name="Compute it again").press("Enter")
    expect(page.get_by_text("the digests agree")).to_be_visible()
    of_the_match.cameras.get().states.filter(state="offline").update(state="live")
    page.reload()
    expect(page.get_by_text("It differs")).to_be_visible()
    show(page, screenshots, "reports-recomputed")


def test_registers_are_asked_for_a_period(
    page: Page, web: Daphne, of_the_match: Order, prefecture: Agent, screenshots: Path
) -> None:
    sign_in(page, f"http://127.0.0.1:{web.port}/registers/", prefecture.username)
    page.get_by_label("From").fill("2026-03-01")
    page.get_by_label("To, inclusive").fill("2026-03-31")
    page.get_by_role("button", name="Show").press("Enter")
    show(page, screenshots, "reports-registers")
    page.get_by_role("link", name="Follow-up given to alerts").press("Enter")
    expect(page.get_by_role("cell", name="patrol sent")).to_be_visible()
    expect(page.get_by_role("cell", name="not reviewed")).to_have_count(3)
    show(page, screenshots, "reports-follow-up")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").press("Enter")
    assert "North gate" in download.value.path().read_text()
    page.goto(f"http://127.0.0.1:{web.port}/registers/access")
    show(page, screenshots, "reports-access")
