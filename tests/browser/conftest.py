"""A real Chromium; a page on which any error of the console fails the test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.streams.redis_client import client as redis_client
from tests.daphne import Daphne, daphne
from tests.people.trained import trained

SCREENSHOTS = Path(
    os.environ.get("SCREENSHOTS") or Path(__file__).parents[2] / "var" / "screenshots"
)
"""To be looked at: a page may pass every test and be ugly."""


# Not for the session: Playwright's loop would run while asynchronous tests want theirs.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM")
    if not chromium:
        pytest.skip("no browser here: install chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            errors.append(message.text)

    # On the context: a test may open a second page.
    context.on("console", hear)
    context.on("weberror", lambda failed: errors.append(str(failed.error)))
    yield context.new_page()
    context.close()
    assert errors == []


@pytest.fixture(scope="module")
def web(django_db_setup: None) -> Iterator[Daphne]:
    """On the tests' database, which each test leaves empty."""
    with daphne() as web:
        yield web


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """What one test puts into a queue, another's worker would take out."""
    redis_client().flushdb()


@pytest.fixture
def chief(db: None) -> Agent:
    """Somebody with every right."""
    enter_known()
    return trained(Agent.objects.create_superuser("chief", password="correct horse battery"))


@pytest.fixture
def screenshots() -> Path:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS


@pytest.fixture(scope="module")
def orm_beside_playwright() -> Iterator[None]:
    """Playwright's loop runs in this thread, and Django would refuse the database to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield
