"""An order entered by keyboard, everything stopped in two movements and taken up again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.law.models import Certificate, Obedience, Order, Resumption, Stop
from command_center.law.running import software
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue, Zone
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.law.entering import lawyer, minute
from tests.law.ordering import ordered

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def chief(page: Page, web: Daphne, camera: Camera, zone: Zone, operator: Agent) -> Iterator[Page]:
    """Signed in, with every right of the room; there are two venues and some orders."""
    now, day = timezone.now(), timedelta(days=1)
    lawyer(operator)
    rights = Permission.objects.filter(codename__in=["view_alert", "view_venue"])
    operator.user_permissions.add(*rights)
    Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    station = Venue.objects.create(name="Station", time_zone="America/Cayenne")
    hall = Camera.objects.create(venue=station, name="Hall", url="/c.mp4", is_enabled=False)
    ordered([camera], starts_at=now - 3 * day, ends_at=now + timedelta(hours=20))
    ordered([hall], False, reference="2026-11-0041", event="Carnival")
    over = ordered([camera], reference="2026-10-0007", starts_at=now - 9 * day, ends_at=now - day)
    ordered(
        [hall], reference="2026-11-0040", renews=over, starts_at=now + day, ends_at=now + 4 * day
    )
    Certificate.objects.create(
        reference="C-2026-7",
        authority="Ministry of the Interior",
        issued_on="2026-05-01",
        version="1.0",
        software=software(),
    )
    sign_in(page, f"http://127.0.0.1:{web.port}/orders/", operator.username)
    expect(page.get_by_role("heading", name="Orders", exact=True)).to_be_visible()
    yield page
    page.goto("about:blank")


def shot(page: Page, screenshots: Path, name: str) -> None:
    page.screenshot(path=screenshots / f"law-{name}.png", full_page=True)


def fill(page: Page, starts_at: str, ends_at: str) -> None:
    """As somebody types it who never touches a mouse; times are typed into their parts."""
    for label, text in (
        ("Reference", "2026-11-0099"),
        ("Authority", "Prefect of Rhône"),
        ("Event", "Olympique – Racing"),
        ("Reasons", "Forty thousand spectators"),
        ("Perimeter", "The stadium and its forecourt"),
    ):
        page.get_by_label(label, exact=True).press_sequentially(text)
    page.get_by_label("Service responsible").press("P")
    page.get_by_label("Venue", exact=True).press("S")
    expect(page.locator("[data-zone-told]")).to_have_text("Europe/Paris")
    expect(page.get_by_role("checkbox", name="Hall")).to_be_hidden()
    page.get_by_label("Start", exact=True).fill(starts_at)
    page.get_by_label("End", exact=True).fill(ends_at)
    page.get_by_role("button", name="All of them").press("Enter")
    page.get_by_role("checkbox", name="intrusion").press("Space")
    page.get_by_role("checkbox", name="presence or use of a weapon").press("Space")


def test_order_is_entered_by_keyboard_after_it_was_checked(
    chief: Page, camera: Camera, screenshots: Path
) -> None:
    show(chief, screenshots, "law-list")
    chief.get_by_role("link", name="Enter an order").press("Enter")
    local = timezone.localtime()
    fill(chief, minute(local), minute(local + timedelta(days=40)))
    chief.get_by_role("button", name="Check before entering").press("Enter")
    expect(chief.get_by_text("An order lasts one month at most")).to_be_visible()
    shot(chief, screenshots, "form-refused")
    chief.get_by_label("End", exact=True).fill(minute(local + timedelta(days=2)))
    chief.get_by_role("button", name="Check before entering").press("Enter")
    heading = "Check order 2026-11-0099 before entering it"
    expect(chief.get_by_role("heading", name=heading)).to_be_visible()
    expect(chief.get_by_text("The new order adds: presence or use of a weapon.")).to_be_visible()
    assert not Order.objects.filter(reference="2026-11-0099").exists()
    shot(chief, screenshots, "check")
    chief.get_by_role("button", name="Enter the order").press("Enter")
    expect(chief.get_by_role("status").get_by_text("2026-11-0099 is entered.")).to_be_visible()
    order = Order.objects.get(reference="2026-11-0099")
    assert {one.name for one in order.cameras.all()} == {"North gate", "South gate"}
    assert order.kinds == ["weapon", "intrusion"]
    show(chief, screenshots, "law-order")
    chief.get_by_role("link", name="Renew order 2026-11-0099").press("Enter")
    expect(chief.get_by_label("Start", exact=True)).to_have_value(
        minute(timezone.localtime(order.ends_at))
    )
    show(chief, screenshots, "law-renewal")
    chief.get_by_role("link", name="Orders", exact=True).first.press("Enter")
    chief.get_by_role("link", name="Calendar", exact=True).press("Enter")
    expect(chief.get_by_role("link", name="2026-11-0099, not announced")).to_be_visible()
    show(chief, screenshots, "law-calendar")


def test_everything_is_stopped_in_two_movements_and_taken_up_again(
    chief: Page, screenshots: Path
) -> None:
    chief.get_by_role("banner").get_by_role("link", name="Stop", exact=True).press("Enter")
    reason = chief.get_by_label("Reason").first
    expect(reason).to_be_hidden()
    chief.locator("summary", has_text="Stop everything…").press("Enter")
    reason.press_sequentially("A wrong map of the stadium")
    shot(chief, screenshots, "stops")
    assert not Stop.objects.exists()
    chief.get_by_role("button", name="Stop everything now").press("Enter")
    expect(chief.get_by_role("heading", name="Everything is stopped")).to_be_visible()
    stop = Stop.objects.get()
    last = stop.at + timedelta(milliseconds=640)
    Obedience.objects.create(stop=stop, worker="celery@north", last_analysed_at=last)
    expect(chief.get_by_text("0.64 s", exact=True)).to_be_visible(timeout=10_000)
    show(chief, screenshots, "law-stopped")
    chief.get_by_role("link", name="Resume…").first.press("Enter")
    chief.get_by_label("On whose word").press_sequentially("Prefect of Rhône")
    chief.get_by_label("Reason").press_sequentially("The map is right")
    shot(chief, screenshots, "resume")
    chief.keyboard.press("Enter")
    expect(chief.get_by_role("status").get_by_text("The stop is lifted")).to_be_visible()
    assert Resumption.objects.get().authority == "Prefect of Rhône"
    for address, name in (
        ("regimes/", "regimes"),
        ("certificates/", "certificates"),
        ("certificates/new?now=1", "certificate-form"),
    ):
        chief.goto(urljoin(chief.url, f"/{address}"))
        show(chief, screenshots, f"law-{name}")
    chief.goto(urljoin(chief.url, "/regimes/"))
    chief.get_by_role("link", name="Correct Loi n° 2026-201, art. 47").press("Enter")
    shot(chief, screenshots, "regime-form")
