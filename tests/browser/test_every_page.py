"""Every page in both languages and themes: within reach of everybody (axe-core), and as it looks.

`scripts/screenshots` runs this; `EVERY_PAGE=wall,orders` walks those only, `SCREEN=1366x768` on
another screen. The pictures lie in `var/screenshots/pages`, to be looked at.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import Page

from command_center.audit.inquiry import INQUIRY
from command_center.people.models import Agent
from command_center.review.look_reason import LOOK_REASON
from command_center.streams.demo_films.films import compose
from command_center.urls import urlpatterns
from detection.sighting import Sighting
from tests.browser.beside_the_loop import beside_the_loop
from tests.browser.every_page import ASKED, AT_THE_DOOR, NO_PAGES, WORDS, address_of, pages
from tests.browser.every_page_site import BOX, site
from tests.browser.signing_in import sign_in
from tests.daphne import ROOT, Daphne, daphne
from tests.people.trained import trained

pytestmark = [
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

FILMS = ROOT / "var" / "demonstration"
"""Composed once, as `scripts/run` does it."""

REASON = "Removing the doubt about an alert"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
OF_COLOUR = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
"""The other rules have looked at the same page in the other theme."""

SOON_AFTER_SIGNING_IN = {
    "account_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "token_new",
}
"""Five minutes later they ask again who it is."""

SPILT_PX = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
QUIET = """() => {
  const after = (ms) => new Promise((calm) => setTimeout(calm, ms));
  const over = () => document.getAnimations().map((one) => one.finished.catch(() => 0));
  return Promise.race([after(1000), after(60).then(() => Promise.all(over()))]);
}"""


def test_what_is_said_of_addresses_is_said_of_some_that_exist() -> None:
    names = {str(one.name) for one in urlpatterns}
    assert (NO_PAGES | AT_THE_DOOR | set(WORDS) | set(ASKED)) - names == set()


@pytest.fixture
def head(db: None) -> Agent:
    head = Agent.objects.create_superuser(
        "claire.dubois", password="correct horse battery", first_name="Claire", last_name="Dubois"
    )
    return trained(head)


@pytest.fixture
def numbers(
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    head: Agent,
    operator: Agent,
    sighting: Sighting,
) -> dict[str, Any]:
    """Made in a thread without Playwright's loop: raising an alert tells every open page."""
    settings.STATE_DIR = tmp_path
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    seen = replace(sighting, box=BOX)
    return beside_the_loop(lambda: site(head, operator, seen, compose(FILMS, lambda done: None)))


@pytest.fixture
def at_work(numbers: dict[str, Any]) -> Iterator[Daphne]:
    with daphne() as web:
        yield web


@pytest.mark.slow
def test_every_page_is_within_reach_of_everybody(
    page: Page, at_work: Daphne, head: Agent, numbers: Mapping[str, Any], screenshots: Path
) -> None:
    screen = os.environ.get("SCREEN", "1440x900")
    width_px, height_px = map(int, screen.split("x"))
    page.set_viewport_size({"width": width_px, "height": height_px})
    page.emulate_media(reduced_motion="reduce")
    folder = screenshots / ("pages" if screen == "1440x900" else f"pages-{screen}")
    walk = Walk(page, f"http://127.0.0.1:{at_work.port}", folder, is_axed=screen == "1440x900")
    chosen = {name for name in os.environ.get("EVERY_PAGE", "").split(",") if name}
    addresses = {
        str(one.name): address_of(one, numbers)
        for one in pages()
        if not chosen or one.name in chosen
    }
    for name in sorted(AT_THE_DOOR & set(addresses)):
        walk.show(name, addresses.pop(name))
    walk.speak("en")
    sign_in(page, f"{walk.host}/orders/", head.username)
    give_reasons(page)
    for name in sorted(addresses, key=lambda one: one not in SOON_AFTER_SIGNING_IN):
        walk.show(name, addresses[name])
    page.goto("about:blank")
    assert walk.wrong == []


def give_reasons(page: Page) -> None:
    """Those that reviews and the journal ask for besides that of the shift."""
    cookie = next(
        one["value"]
        for one in page.context.cookies()
        if one["name"] == django_settings.SESSION_COOKIE_NAME
    )
    session = SessionStore(session_key=cookie)
    session[INQUIRY] = REASON
    session[LOOK_REASON] = {"reason": REASON, "at": timezone.now().isoformat()}
    session.save()


class Walk:
    """`wrong`: what was found on the way, a sentence each."""

    def __init__(self, page: Page, host: str, folder: Path, *, is_axed: bool) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.page, self.host, self.folder, self.is_axed = page, host, folder, is_axed
        self.axe = Axe()
        self.wrong: list[str] = []

    def show(self, name: str, address: str) -> None:
        for language in ("en", "fr"):
            self.speak(language)
            answer = self.page.goto(self.host + address)
            if not answer or answer.status != 200 or self.page.url != self.host + address:
                told = f"{answer and answer.status} at {self.page.url}"
                self._note(f"{name}: {address} answers {told}")
                return
            for theme in ("dark", "light"):
                self._look(f"{name}-{language}-{theme}", theme)
                if self.is_axed and language == "en":
                    self._ask_axe(f"{name}-{theme}", OPTIONS if theme == "dark" else OF_COLOUR)
        if self.page.evaluate(SPILT_PX) > 0:
            self._note(f"{name}: wider than the screen")

    def _note(self, wrong: str) -> None:
        """At once, for whoever waits: a walk takes minutes."""
        print(wrong, flush=True)
        self.wrong.append(wrong)

    def speak(self, language: str) -> None:
        cookie = {"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language}
        self.page.context.add_cookies([{**cookie, "url": self.host}])  # type: ignore[list-item]

    def _look(self, name: str, theme: str) -> None:
        self.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        self.page.evaluate(QUIET)
        self.page.screenshot(path=self.folder / f"{name}.png")

    def _ask_axe(self, name: str, options: dict[str, Any]) -> None:
        """Injected as a debugger does, past the page's own policy, which stays as it is."""
        found = self.axe.run(self.page, options=options).response["violations"]
        for one in found:
            places = [f"{node['target']}: {node['failureSummary']}" for node in one["nodes"]][:4]
            self._note(f"{name}: {one['id']}, {one['help']}: {places}")
