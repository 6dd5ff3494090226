"""An administrator sets up a second factor and comes in with it: an app's codes, and a passkey."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from tests.browser.looks import show
from tests.browser.signing_in import SHIFT
from tests.daphne import Daphne, daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "correct horse battery"
PERSON = {"First name": "Camille", "Last name": "Moreau", "Username": "cmoreau"}
NEW = "Nine blue Herons wade at 5"


@pytest.fixture(scope="module")
def web(django_db_setup: None) -> Iterator[Daphne]:
    """One that forces the second factor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECOND_FACTOR_FORCED", "1")
        with daphne() as web:
            yield web


@pytest.fixture
def head(db: None) -> Agent:
    return Agent.objects.create_superuser(
        "roux", password=PASSWORD, first_name="Alix", last_name="Roux"
    )


def sign_in(page: Page, web: Daphne, asked: str = "/people/") -> None:
    """A passkey is of a name, and of no number: `localhost`."""
    page.goto(f"http://localhost:{web.port}{asked}")
    page.get_by_label("Username").fill("roux")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def expect_people(page: Page) -> None:
    """The page that was asked for, or first the reason of the shift."""
    page.wait_for_url(lambda url: "sign-in" not in url)
    if urlsplit(page.url).path == SHIFT:
        page.locator("main .button-main").click()
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()


def code_of(secret: str, steps: int) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def test_app_is_set_up_when_forced_and_asked_for_from_then_on(
    page: Page, web: Daphne, head: Agent, screenshots: Path
) -> None:
    page.goto(f"http://localhost:{web.port}/sign-in")
    show(page, screenshots, "sign-in")
    sign_in(page, web)
    expect(page.get_by_text("Set up a second factor to go on.")).to_be_visible()
    show(page, screenshots, "account-forced")
    page.get_by_role("link", name="Add an app").click()
    show(page, screenshots, "app-add")
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code that the app shows now").fill(code_of(secret, 0))
    page.get_by_role("button", name="Add the app").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.screenshot(path=screenshots / "recovery-codes.png", full_page=True)
    page.get_by_role("link", name="I have kept them").click()
    show(page, screenshots, "account")
    sign_out(page)
    sign_in(page, web)
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    show(page, screenshots, "second-factor")
    page.get_by_label("Code").fill(code_of(secret, 1))
    page.keyboard.press("Enter")
    expect_people(page)


def test_passkey_is_added_and_serves_with_and_without_the_password(
    page: Page, web: Daphne, head: Agent, screenshots: Path
) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    abilities = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    kind = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind | abilities})
    sign_in(page, web)
    page.get_by_role("link", name="Add a passkey").click()
    show(page, screenshots, "passkey-add")
    page.get_by_label("Name").fill("This computer")
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("This computer")).to_be_visible()
    sign_out(page)
    sign_in(page, web)
    page.get_by_role("button", name="Use a passkey").click()
    expect_people(page)
    sign_out(page)
    page.goto(f"http://localhost:{web.port}/people/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect_people(page)
    invite(page, web, screenshots)


def invite(page: Page, web: Daphne, screenshots: Path) -> None:
    page.goto(f"http://localhost:{web.port}/people/invite")
    for label, value in PERSON.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Role").select_option("legal")
    show(page, screenshots, "invite")
    for label, value in PERSON.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Role").select_option("legal")
    page.get_by_role("button", name="Invite").click()
    link = page.locator("#link").inner_text()
    page.screenshot(path=screenshots / "invitation-link.png", full_page=True)
    person = Agent.objects.get(username="cmoreau")
    page.goto(f"http://localhost:{web.port}/people/{person.pk}/account")
    show(page, screenshots, "person-account")
    page.get_by_role("link", name="Leaves…").click()
    page.screenshot(path=screenshots / "leave.png", full_page=True)
    sign_out(page)
    page.goto(link)
    show(page, screenshots, "invitation")
    for label in ("New password", "New password confirmation"):
        page.get_by_label(re.compile(f"^{label}:?$")).fill(NEW)
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_text("Your password is set")).to_be_visible()
