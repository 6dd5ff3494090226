"""A post given and revoked by an administrator, and the reasons that people choose from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.people.reason import enter_known
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import Daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def chief(
    page: Page, web: Daphne, camera: Camera, operator: Agent, stranger: Agent
) -> Iterator[Page]:
    """Signed in, with every right over people; the stranger is one of them."""
    enter_known()
    Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    operator.user_permissions.add(*Permission.objects.filter(content_type__app_label="people"))
    sign_in(page, f"http://127.0.0.1:{web.port}/people/", operator.username)
    yield page
    page.goto("about:blank")


def test_a_post_is_given_and_revoked(chief: Page, screenshots: Path) -> None:
    page = chief
    page.get_by_role("link", name="stranger", exact=True).click()
    page.get_by_role("link", name="Give a post").click()
    show(page, screenshots, "post-form")
    page.get_by_role("radio", name="operator", exact=True).check()
    page.get_by_label("Venue").select_option("Stadium")
    page.get_by_text("Only some cameras of it…").click()
    page.get_by_label("North gate").check()
    page.screenshot(path=screenshots / "post-form-filled.png", full_page=True)
    page.get_by_role("button", name="Give the post").click()
    expect(page.get_by_text("Stadium: North gate")).to_be_visible()
    show(page, screenshots, "post-person")
    page.get_by_role("link", name="Revoke…").click()
    page.get_by_label("Reason").fill("Left the service")
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("Left the service")).to_be_visible()
    page.goto(page.url.split("/people/")[0] + "/people/reasons")
    show(page, screenshots, "reasons")
    page.get_by_label("Reason").fill("Exercise of the brigade")
    page.get_by_role("button", name="Add the reason").click()
    expect(page.get_by_text("Exercise of the brigade").first).to_be_visible()
