"""The public notice on a phone, its administration, and a request from intake to refusal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from command_center.law.models import Notice, Order
from command_center.notices.models import Contact
from command_center.people.models import Agent
from command_center.rights_desk.ground import enter_known
from command_center.rights_desk.models import RightsRequest
from command_center.venues.models import Camera, Venue
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne
from tests.law.ordering import ordered
from tests.rights_desk.receiving import received

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def unannounced(camera: Camera) -> Order:
    return ordered([camera], is_announced=False, publication="https://raa.example.fr/42.pdf")


@pytest.fixture
def signed_in(page: Page, web: Daphne, operator: Agent) -> Iterator[Page]:
    enter_known()
    labels = ["law", "notices", "rights_desk"]
    operator.user_permissions.add(*Permission.objects.filter(content_type__app_label__in=labels))
    sign_in(page, f"http://127.0.0.1:{web.port}/notices/", operator.username)
    expect(page.get_by_role("heading", name="Public notices")).to_be_visible()
    yield page
    page.goto("about:blank")


def look_as_the_public(browser: Browser, address: str, screenshots: Path) -> None:
    """Another person, on a phone, in both languages and both colour schemes."""
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=PHONE, locale="fr-FR", color_scheme=scheme)
        phone = context.new_page()
        phone.goto(address)
        expect(phone.get_by_role("heading", level=1)).to_have_text(
            "Vidéoprotection avec analyse algorithmique"
        )
        phone.screenshot(path=screenshots / f"notice-fr-{scheme}.png", full_page=True)
        phone.get_by_role("link", name="English").press("Enter")
        expect(phone.get_by_text("No face recognition")).to_be_visible()
        expect(phone.get_by_text("04 72 00 00 00")).to_be_visible()
        phone.screenshot(path=screenshots / f"notice-en-{scheme}.png", full_page=True)
        assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert context.cookies() == []
        context.close()


def test_public_is_informed_and_reads_it_on_a_phone(
    signed_in: Page, browser: Browser, web: Daphne, unannounced: Order, screenshots: Path
) -> None:
    page = signed_in
    page.reload()  # the order may be younger than the page
    expect(page.get_by_text("the public is not informed: nothing is analysed")).to_be_visible()
    show(page, screenshots, "notices-list")
    page.get_by_role("link", name="Contact of Stadium").press("Enter")
    page.get_by_label("Service or office").fill("Préfecture du Rhône")
    page.get_by_label("Postal address").fill("106 rue Pierre Corneille\n69003 Lyon")
    page.get_by_label("Telephone").fill("04 72 00 00 00")
    page.get_by_label("Data protection officer").fill("dpo@rhone.example.fr")
    show(page, screenshots, "notices-contact")  # a change of language asks for the page anew
    page.get_by_label("Service or office").fill("Préfecture du Rhône")
    page.get_by_label("Postal address").fill("106 rue Pierre Corneille\n69003 Lyon")
    page.get_by_label("Telephone").fill("04 72 00 00 00")
    page.get_by_label("Data protection officer").fill("dpo@rhone.example.fr")
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_role("link", name=unannounced.reference).press("Enter")
    page.get_by_label("Where the posters hang").fill("Gates A to D")
    page.get_by_role("button", name="The public is informed").press("Enter")
    expect(page.locator("h1 + .lead").get_by_text("the public is informed")).to_be_visible()
    assert Notice.objects.get().places == "Gates A to D"
    Contact.objects.update(phone="04 72 11 11 11")
    page.reload()
    expect(page.get_by_text("What has changed since it was published")).to_be_visible()
    show(page, screenshots, "notices-changed")
    Contact.objects.update(phone="04 72 00 00 00")
    page.goto(f"http://127.0.0.1:{web.port}/notices/statements")
    show(page, screenshots, "notices-statements")
    address = f"http://127.0.0.1:{web.port}/notice/{unannounced.venue.pk}"
    look_as_the_public(browser, address, screenshots)


def test_request_is_taken_in_and_refused_with_a_ground(
    signed_in: Page, web: Daphne, venue: Venue, operator: Agent, screenshots: Path
) -> None:
    page = signed_in
    received(venue, operator, days_ago=40)
    received(venue, operator, days_ago=26, right="access")
    page.goto(f"http://127.0.0.1:{web.port}/rights/new")
    show(page, screenshots, "notices-intake")
    page.get_by_role("radio", name="erasure").press("Space")
    page.get_by_label("Who asks").fill("Jeanne Martin")
    page.get_by_label("How to reach them").fill("jeanne@example.fr")
    page.get_by_label("Where, as told").fill("Gate B")
    now = timezone.localtime()
    page.get_by_label("From the time of").fill(f"{now:%Y-%m-%d}T00:00")
    page.get_by_label("What it is about").fill("I was in the queue.")
    page.get_by_role("button", name="Enter the request").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Request no.")
    page.get_by_text("Answer", exact=True).press("Enter")
    page.get_by_role("radio", name="turned down").press("Space")
    page.get_by_role("button", name="Take this step").press("Enter")
    expect(page.get_by_text("A refusal needs a ground: choose one.")).to_be_visible()
    page.screenshot(path=screenshots / "notices-refusal-fault.png", full_page=True)
    page.get_by_label("Ground of the refusal").select_option(index=2)
    page.locator("#id_answered_words").fill("An inquiry is under way.")
    page.get_by_role("button", name="Take this step").press("Enter")
    expect(page.get_by_role("link", name="Letter in French")).to_be_visible()
    show(page, screenshots, "notices-request")
    letter = page.request.get(
        page.get_by_role("link", name="Letter in French").evaluate("link => link.href")
    )
    assert letter.body().startswith(b"%PDF")
    assert RightsRequest.objects.latest("pk").steps.get().decision == "refused"
    page.goto(f"http://127.0.0.1:{web.port}/rights/")
    expect(page.get_by_text("overdue by")).to_be_visible()
    show(page, screenshots, "notices-desk")
    page.goto(f"http://127.0.0.1:{web.port}/rights/basis")
    show(page, screenshots, "notices-basis")
