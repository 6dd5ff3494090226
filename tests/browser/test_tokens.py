"""The tokens' pages: one is made, shown once, and revoked; looked at in both colour schemes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from command_center.api.models import Token
from command_center.people.models import Agent
from tests.api.asking import token_of
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.people.trained import trained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]
PURPOSE = "Shift report of the town hall"


def test_a_token_is_made_by_keyboard_and_shown_once(
    page: Page, web: Daphne, stranger: Agent, screenshots: Path
) -> None:
    stranger.is_superuser = True
    stranger.save()
    trained(stranger)
    old, _ = token_of(stranger, ["orders:read", "stops:read"], purpose="Former dispatch system")
    old.revoke(stranger)
    sign_in(page, f"http://127.0.0.1:{web.port}/tokens/", stranger.username)
    page.get_by_role("link", name="Make a token").press("Enter")
    page.get_by_label("Purpose").fill(PURPOSE)
    page.get_by_label("read orders").press("Space")
    page.get_by_label("read alerts and hear of them").press("Space")
    page.screenshot(path=screenshots / "token-new.png", full_page=True)
    page.get_by_role("button", name="Make the token").press("Enter")
    secret = page.locator("#secret").inner_text()
    assert re.fullmatch(r"vgi_[0-9A-Za-z]{49}", secret)
    page.screenshot(path=screenshots / "token-made.png", full_page=True)
    page.get_by_role("link", name="Done").press("Enter")
    expect(page.get_by_role("heading", name=PURPOSE)).to_be_visible()
    assert secret not in page.content()
    show(page, screenshots, "tokens")
    page.get_by_role("link", name="How to use it").press("Enter")
    expect(page.get_by_text("/api/v1/alerts/{alert_id}/verdicts")).to_be_visible()
    show(page, screenshots, "tokens-reference")
    page.locator(".crumbs a").press("Enter")
    page.get_by_role("button", name=f"Revoke {PURPOSE}").press("Enter")
    expect(page.get_by_text("No program has access.")).to_be_visible()
    assert Token.objects.get(purpose=PURPOSE).revoked_by == stranger
