"""What is recorded, in a browser: a full disk is said, and many cameras are changed at once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.footage.models import CameraRecording, Gap, Mode
from command_center.footage.paths import path_of
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.retention.disk import A_GB
from command_center.retention.erasing.room import make_room
from command_center.retention.folder import place_of
from command_center.venues.models import Camera, Venue
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import daphne
from tests.health.told import tell_state
from tests.retention.keeping import HOUR, kept_file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]
RIGHTS = ["view_rule", "change_camerarecording", "view_health"]
NAMES = ["Main stand", "South gate", "Tunnel", "West gate"]


@pytest.fixture
def recording(
    page: Page,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    camera: Camera,
    operator: Agent,
) -> Iterator[Page]:
    """Two venues; some cameras are recorded, one should be and is not; the disk is nearly full."""
    settings.STATE_DIR = tmp_path
    monkeypatch.setenv("STATE_DIR", str(tmp_path))  # for the web process
    enter_known()
    operator.user_permissions.add(*Permission.objects.filter(codename__in=RIGHTS))
    _cameras(camera)
    settings.FOOTAGE_BUDGET_GB = 420
    make_room()
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/recording/", operator.username)
        expect(page.get_by_role("heading", name="Recording", exact=True)).to_be_visible()
        yield page
        page.goto("about:blank")


def _cameras(camera: Camera) -> None:
    now = timezone.now()
    arena = Venue.objects.create(name="Arena")
    for number, name in enumerate(NAMES):
        venue = camera.venue if number % 2 else arena
        one = Camera.objects.create(venue=venue, name=name, url=f"/{number}.mp4")
        mode = Mode.OFF if name == "Tunnel" else Mode.CONTINUOUS
        CameraRecording.objects.create(camera=one, mode=mode)
        tell_state(one, "live", since=now - HOUR)
        for hours in range(30):
            kept_file(
                one,
                (hours + 1) * HOUR,
                what="recordings",
                captured_until=now - hours * HOUR - timedelta(minutes=20),
                size_bytes=2 * A_GB,
            )
        if name not in {"Tunnel", "South gate"}:
            place = place_of(path_of(one.pk, now, 1))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(b"picture")
        Gap.objects.create(
            camera=one, began_at=now - timedelta(minutes=7), ended_at=now, cause="offline"
        )


def test_many_cameras_are_recorded_otherwise_by_keyboard(
    recording: Page, camera: Camera, screenshots: Path
) -> None:
    expect(recording.get_by_text("At the present rate the disk is full in")).to_be_visible()
    expect(recording.get_by_role("status").get_by_text("The disk of footage is")).to_be_visible()
    recording.get_by_role("checkbox", name="Main stand").press("Space")
    expect(recording.locator("[data-count]")).to_have_text("1")
    show(recording, screenshots, "recording")
    recording.get_by_role("checkbox", name="All cameras of Stadium").press("Space")
    expect(recording.locator("[data-count]")).to_have_text("3")
    recording.get_by_label("Record them").select_option("around alerts only")
    recording.get_by_label("Seconds before an alert").fill("20")
    recording.keyboard.press("Enter")
    expect(recording.get_by_text("3 cameras are recorded differently from now on.")).to_be_visible()
    expect(recording.get_by_text("20 s before, 10 s after")).to_have_count(3)
    assert CameraRecording.objects.filter(mode=Mode.ALERTS, pre_roll_s=20).count() == 3
    recording.set_viewport_size({"width": 420, "height": 900})
    recording.screenshot(path=screenshots / "recording-narrow.png", full_page=True)
