"""The figures and the load meter in a browser: single keys, a table, what they look like."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.alerts.models import Alert, Verdict
from command_center.alerts.verdict import Cause, FollowUp
from command_center.desk.act import Act, What
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import daphne
from tests.law.ordering import ordered
from tests.people.posted import posted
from tests.statistics.planting import alerted

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ZONES = ("lawn", "stand", "gate A")
KINDS = ("intrusion", "intrusion", "intrusion", "density", "abandoned_object")


@pytest.fixture
def days_of_a_match(camera: Camera) -> list[Alert]:
    """Twelve days of alerts, more in the evenings, and a flood an hour ago."""
    now, chance = timezone.now(), Random(7)
    others = [
        Camera.objects.create(venue=camera.venue, name=name, url="rtsp://192.0.2.1/x")
        for name in ("South gate", "East stand", "Metro exit")
    ]
    cameras = [camera, *others]
    times = {"starts_at": now - 13 * DAY, "ends_at": now + DAY}
    kinds = sorted(set(KINDS))
    order = ordered(cameras, kinds=kinds, **times)
    began = [now - chance.random() * 12 * DAY for _ in range(150)]
    began += [now - 70 * MINUTE + chance.random() * 9 * MINUTE for _ in range(16)]
    judging = [
        posted(Agent.objects.create_user(name, password="x"), Role.OPERATOR, camera.venue)
        for name in ("m.petit", "l.bernard")
    ]
    return [
        _alert(order, chance.choice(cameras[: 2 + n % 3]), at, chance, judging)
        for n, at in enumerate(began)
    ]


def _alert(
    order: Order, camera: Camera, at: datetime, chance: Random, judging: list[Agent]
) -> Alert:
    alert = alerted(
        order,
        camera,
        at,
        ended_at=at + timedelta(seconds=20),
        kind=chance.choice(KINDS),
        zone_name=chance.choice(ZONES),
    )
    agent = chance.choice(judging)
    # Stored as they are: whoever tells open pages of it cannot do so beside Playwright.
    if chance.random() < 0.5:
        Act.objects.create(alert=alert, agent=agent, what=What.ACKNOWLEDGED)
    if chance.random() < 0.35:
        done = chance.choice(FollowUp.values)
        Verdict.objects.create(alert=alert, agent=agent, outcome="confirmed", follow_up=done)
    elif chance.random() < 0.8:
        cause = chance.choice(Cause.values[:5])
        Verdict.objects.create(alert=alert, agent=agent, outcome="invalidated", cause=cause)
    return alert


@pytest.fixture
def supervisor(camera: Camera) -> Agent:
    agent = Agent.objects.create_user("supervisor", password="correct horse battery")
    return posted(agent, Role.SUPERVISOR, camera.venue)


def test_figures_are_read_by_keys_and_load_by_name(
    page: Page, supervisor: Agent, days_of_a_match: list[Alert], screenshots: Path
) -> None:
    with daphne() as web:
        address = f"http://127.0.0.1:{web.port}"
        sign_in(page, f"{address}/statistics/", supervisor.username)
        expect(page.get_by_role("heading", name="Alerts over time")).to_be_visible()
        page.keyboard.press("m")
        expect(page.get_by_role("link", name="Month M")).to_have_attribute("aria-current", "true")
        show(page, screenshots, "statistics-month")
        page.locator("body").click(position={"x": 4, "y": 400})
        page.keyboard.press("w")
        expect(page.get_by_role("link", name="Week W")).to_have_attribute("aria-current", "true")
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("link", name="Later")).to_be_visible()
        page.screenshot(path=screenshots / "statistics-week.png", full_page=True)
        page.get_by_text("Tables for a spreadsheet").press("Enter")
        with page.expect_download() as file:
            page.get_by_role("link", name="Alerts by place").press("Enter")
        assert file.value.suggested_filename == "vigie-statistics-places.csv"
        page.get_by_role("link", name="For the committee").press("Enter")
        expect(page.get_by_text("hold no name and no picture")).to_be_visible()
        show(page, screenshots, "statistics-committee")
        page.emulate_media(media="print")
        page.screenshot(path=screenshots / "statistics-print.png", full_page=True)
        page.emulate_media(media="screen")
        page.goto(f"{address}/load/")
        expect(page.get_by_role("rowheader", name="m.petit")).to_be_visible()
        show(page, screenshots, "load-day")
        page.get_by_role("link", name="7 days").press("Enter")
        expect(page.get_by_role("link", name="7 days")).to_have_attribute("aria-current", "true")
        page.screenshot(path=screenshots / "load-week.png", full_page=True)
        page.goto("about:blank")
