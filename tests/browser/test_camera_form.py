"""A camera is tried and entered in a browser: its picture is seen before it is saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from tests.browser.signing_in import sign_in
from tests.daphne import daphne
from tests.films import write_walk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def form(page: Page, venue: Venue, operator: Agent) -> Iterator[Page]:
    rights = ["add_camera", "change_camera", "change_zone", "view_cameraversion"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/cameras/new", operator.username)
        expect(page.get_by_role("heading", name="Add a camera")).to_be_visible()
        yield page
        page.goto("about:blank")


def test_camera_is_tried_and_entered(form: Page, tmp_path: Path) -> None:
    form.get_by_label("Venue").select_option("Stadium")
    form.get_by_label("Name", exact=True).fill("West stand")
    form.get_by_label("Address", exact=True).fill("/nowhere/film.mp4")
    form.get_by_role("button", name="Try the camera").click()
    expect(form.get_by_text("file not found")).to_be_visible()
    form.get_by_label("Address", exact=True).fill(str(write_walk(tmp_path / "walk.mp4")))
    form.get_by_role("button", name="Try the camera").press("Enter")
    expect(form.get_by_role("img", name="Picture of the camera")).to_be_visible()
    expect(form.get_by_text("480 × 360")).to_be_visible()
    for theme in ("Dark", "Light"):
        form.get_by_role("button", name=theme).click()
        form.screenshot(path=tmp_path / f"form-{theme}.png")
    form.get_by_role("button", name="Save").press("Enter")
    expect(form.get_by_text("Camera “West stand” is entered.")).to_be_visible()
    assert Camera.objects.get().url == str(tmp_path / "walk.mp4")
