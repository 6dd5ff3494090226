"""What was lost on its way to an open page, the page finds out about and shows."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.alerts import door
from command_center.alerts.door import end_alert, raise_alert
from command_center.alerts.found import Found
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.venues.models import Zone
from tests.browser.signing_in import sign_in
from tests.daphne import daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


def test_page_shows_an_end_that_it_was_not_told_of(
    page: Page,
    operator: Agent,
    zone: Zone,
    order: Order,
    intrusion: Found,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(door, "announce", lambda what, **number: None)  # Redis is away
    alert = raise_alert(intrusion)
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/", operator.username)
        expect(page.locator(".alert-lasts")).to_be_visible()
        end_alert(alert, timezone.now())
        expect(page.locator(".alert-lasts")).to_have_count(0, timeout=10_000)
        expect(page.locator("[data-alert]")).to_have_count(1)
        page.goto("about:blank")
