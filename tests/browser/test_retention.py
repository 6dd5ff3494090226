"""Retention in a browser: a rule is set, a hold placed and released, what went is certified."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.retention.erasing.run import erase
from command_center.retention.models import Hold, Rule
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import daphne
from tests.retention.keeping import DAY, held, kept_file, ruled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def second(db: None) -> Agent:
    """Another administrator."""
    return Agent.objects.create_user("second", password="correct horse battery")


@pytest.fixture
def retention(
    page: Page, settings: Any, tmp_path: Path, camera: Camera, operator: Agent
) -> Iterator[Page]:
    """The overview; something goes in the next days, something is held, something went."""
    settings.STATE_DIR = tmp_path
    enter_known()
    of_retention = Permission.objects.filter(content_type__app_label="retention")
    operator.user_permissions.add(*of_retention)
    south = Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    for days in (27, 28, 28, 26, 32):
        kept_file(camera, days * DAY)
    kept_file(south, 32 * DAY, what="recordings", path="recordings/south/one.mp4")
    kept_file(south, 32 * DAY, what="recordings", path="recordings/south/two.mp4")
    now = timezone.now()
    held(operator, [south], covers_until=now, ends_at=now + 2 * DAY)
    ruled(operator, 72, what="thumbnails")
    erase(rests=0)
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/retention/", operator.username)
        expect(page.get_by_role("heading", name="Retention")).to_be_visible()
        yield page
        page.goto("about:blank")


def test_what_is_kept_is_limited_held_and_certified(
    retention: Page, camera: Camera, second: Agent, screenshots: Path
) -> None:
    page = retention
    expect(page.get_by_role("row", name="recordings South gate")).to_contain_text("2")
    show(page, screenshots, "retention-overview")
    page.get_by_role("link", name="Limits").press("Enter")
    page.get_by_role("link", name="Set a rule").press("Enter")
    page.get_by_label("What", exact=True).select_option(label="clips")
    page.get_by_label("Where").select_option(label="North gate")
    page.get_by_label("Keep for").fill("40")
    page.get_by_label("Reason").fill("The prefect asks it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The law lets 1 calendar month at most: 31 days.")).to_be_visible()
    page.screenshot(path=screenshots / "retention-rule-form.png", full_page=True)
    page.get_by_label("Keep for").fill("10")
    page.get_by_role("button", name="Set the rule").press("Enter")
    expect(page.get_by_text("It holds from now on.")).to_be_visible()
    assert Rule.objects.get(what="clips").keep_hours == 240
    ruled(second, 120, what="thumbnails", reason="Faults are looked for longer")
    page.reload()
    expect(page.get_by_role("button", name="Agree")).to_be_visible()
    show(page, screenshots, "retention-limits")
    page.get_by_role("button", name="Agree").press("Enter")
    expect(page.get_by_text("Agreed: it holds from now on.")).to_be_visible()

    page.get_by_role("link", name="Holds").press("Enter")
    page.get_by_role("link", name="Place a hold").press("Enter")
    page.get_by_label("Kind of procedure").select_option(label="preliminary inquiry")
    page.get_by_label("Reference", exact=True).fill("PV 2026/88")
    page.get_by_label("Receiving authority").fill("Commissariat de Lyon 3e")
    page.get_by_label("Requested by").fill("Cne Martin")
    page.get_by_role("checkbox", name="North gate").press("Space")
    now = timezone.localtime()
    for label, at in (
        ("What was seen from", now - 30 * DAY),
        ("What was seen until", now),
        ("The hold ends at", now + 20 * DAY),
    ):
        page.get_by_label(label).fill(f"{at:%Y-%m-%dT%H:%M}")
    page.screenshot(path=screenshots / "retention-hold-form.png", full_page=True)
    page.get_by_role("button", name="Place the hold").press("Enter")
    expect(page.get_by_text("Hold PV 2026/88 is placed.")).to_be_visible()


def test_hold_is_released_and_what_it_held_goes(retention: Page, screenshots: Path) -> None:
    page = retention
    page.get_by_role("link", name="Holds").press("Enter")
    show(page, screenshots, "retention-holds")
    page.get_by_role("link", name="Release…").press("Enter")
    page.get_by_label("Reason").fill("Extract handed over")
    page.get_by_label("Reference of the extract that left the system").fill("Scellé 4")
    page.get_by_role("button", name="Release the hold").press("Enter")
    expect(page.get_by_text("Hold PV 2026/4711 is released.")).to_be_visible()
    assert Hold.objects.get().extract_reference == "Scellé 4"
    erase(rests=0)
    page.get_by_role("link", name="Certificates of erasure").press("Enter")
    page.get_by_role("link", name="Verify all").press("Enter")
    expect(page.get_by_text("2 certificates are whole, and none is missing.")).to_be_visible()
    show(page, screenshots, "retention-certificates")
    page.get_by_role("link", name="no. 2").press("Enter")
    expect(page.get_by_text("recordings/south/one.mp4")).to_be_visible()
    show(page, screenshots, "retention-certificate")
