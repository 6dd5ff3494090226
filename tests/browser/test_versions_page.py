"""Versions of a camera in a browser: compared, and gone back to with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from command_center.people.models import Agent
from command_center.venues.camera_setup import put_zones
from command_center.venues.models import Camera, Zone
from command_center.venues.versions import changing
from tests.browser.signing_in import sign_in
from tests.daphne import daphne

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

TRIANGLE = [[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]]


@pytest.fixture
def cameras(page: Page, camera: Camera, zone: Zone, operator: Agent) -> Iterator[Page]:
    """The list of cameras; the only one was changed once."""
    rights = ["change_zone", "view_cameraversion"]
    operator.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    with changing(camera.pk, 0, operator, "The lawn reaches the stand") as locked:
        parameters = {"open_after_s": 2.5}
        lawn = {"name": "lawn", "kind": "intrusion", "polygon": TRIANGLE, "parameters": parameters}
        put_zones(locked, [lawn])
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/cameras/", operator.username)
        expect(page.get_by_role("heading", name="Cameras")).to_be_visible()
        yield page
        page.goto("about:blank")


def test_version_is_compared_and_gone_back_to_by_keyboard(
    cameras: Page, zone: Zone, tmp_path: Path
) -> None:
    for theme in ("dark", "light"):
        cameras.emulate_media(color_scheme=theme)
        cameras.get_by_role("button", name=f"{theme.capitalize()}").click()
        cameras.screenshot(path=tmp_path / f"cameras-{theme}.png")
    cameras.get_by_role("link", name="Versions of North gate").press("Enter")
    row = cameras.get_by_role("row").filter(has_text="lasts at least")
    expect(row).to_contain_text("2.5 s")
    for theme in ("Dark", "Light"):
        cameras.get_by_role("button", name=theme).click()
        cameras.screenshot(path=tmp_path / f"versions-{theme}.png")
    cameras.get_by_text("Go back to this version").press("Enter")
    cameras.get_by_label("Reason").press_sequentially("The stand is closed")
    cameras.keyboard.press("Enter")
    expect(cameras.get_by_text("Version 0 is in force again, as version 2.")).to_be_visible()
    expect(cameras.locator(".version").first).to_contain_text("The stand is closed")
    zone.refresh_from_db()
    assert zone.parameters == {}
