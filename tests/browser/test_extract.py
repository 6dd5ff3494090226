"""From a stretch of the timeline to a signed extract in the recipient's hands, in a browser."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from command_center.extracts.making import make_released
from command_center.extracts.models import Extract
from command_center.extracts.signing_key import extract_key
from command_center.people.models import Agent
from command_center.retention.cap import enter_known
from command_center.retention.models import Hold
from command_center.venues.models import Camera
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import ROOT, Daphne, daphne
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.people.trained import trained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]

RIGHTS = "view_extract", "add_extract", "release_extract"


@pytest.fixture
def began_at() -> datetime:
    return (timezone.now() - timedelta(hours=1)).replace(microsecond=0)


@pytest.fixture
def desk(
    settings: Any, tmp_path: Path, camera: Camera, began_at: datetime, monkeypatch: Any
) -> Iterator[Daphne]:
    """Two gates were recorded, one of them with a gap; Ana and Ben may ask and release."""
    settings.STATE_DIR = tmp_path
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    enter_known()
    south = Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    film = write_film(tmp_path / "film.mp4", 500)
    record_film(camera, film, began_at)
    record_film(camera, film, began_at + timedelta(seconds=19.96))
    record_film(south, film, began_at - timedelta(seconds=10))
    record_film(south, film, began_at + timedelta(seconds=16))
    for name in ("ana", "ben"):
        agent = Agent.objects.create_user(name, password="correct horse battery")
        agent.user_permissions.set(Permission.objects.filter(codename__in=RIGHTS))
        trained(agent)
    with daphne() as web:
        yield web


def test_from_the_timeline_to_the_recipient(
    page: Page,
    browser: Browser,
    desk: Daphne,
    camera: Camera,
    began_at: datetime,
    screenshots: Path,
    tmp_path: Path,
) -> None:
    host = f"http://127.0.0.1:{desk.port}"
    since_ms = round(began_at.timestamp() * 1000)
    sign_in(page, f"{host}/extracts/", "ana")
    expect(page.get_by_text("No extract is on its way.")).to_be_visible()
    cameras = "&".join(f"camera={one.pk}" for one in Camera.objects.all())
    page.goto(f"{host}/extracts/new?{cameras}&from={since_ms + 5000}&until={since_ms + 25000}")
    expect(page.get_by_text("without a gap")).to_be_visible()
    expect(page.get_by_text("1 gap")).to_be_visible()
    show(page, screenshots, "extract-new")
    page.get_by_label("Kind of procedure").select_option(label="flagrante delicto inquiry")
    for label, text in (
        ("Reference", "PV 2026/4711"),
        ("Authority", "Parquet de Lyon"),
        ("Requested by", "Cne Léa Martin"),
        ("Recipient", "Commissariat de Lyon 3e"),
        ("Why no shorter stretch serves", "From the first to the last sight of the suspect"),
    ):
        page.get_by_label(label, exact=True).press_sequentially(text)
    page.get_by_role("checkbox", name="South gate").press("Space")
    page.get_by_label("plain, as it was recorded").check()
    page.get_by_label("Mark each picture").press("Space")
    page.get_by_role("button", name="Ask for the extract").press("Enter")
    extract = Extract.objects.get()
    expect(page.get_by_role("heading", name=f"Extract {extract.number}")).to_be_visible()
    expect(page.get_by_text("you asked for it")).to_be_visible()
    expect(page.get_by_role("button", name="Release it")).to_have_count(0)

    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    other = context.new_page()
    sign_in(other, f"{host}/extracts/", "ben")
    expect(other.get_by_role("heading", name="Waits for you")).to_be_visible()
    other.get_by_role("link", name=extract.number).press("Enter")
    show(other, screenshots, "extract-asked")
    other.get_by_role("button", name="Release it").press("Enter")
    expect(other.get_by_role("heading", name="It is being made")).to_be_visible()
    page.reload()
    expect(page.get_by_text("A worker begins it within seconds.")).to_be_visible()
    assert make_released() == 1
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=10_000)
    show(page, screenshots, "extract-made")

    with page.expect_download() as coming:
        page.get_by_role("link", name="Download").press("Enter")
    package = tmp_path / "handed.zip"
    coming.value.save_as(package)
    command = [sys.executable, str(ROOT / "scripts" / "verify-export"), str(package)]
    words = ["--key", extract_key().sha256, "--segments", str(tmp_path / "footage")]
    told = subprocess.run([*command, *words], capture_output=True, text=True, env={})
    assert told.returncode == 0, told.stdout + told.stderr
    page.get_by_label("Received by").press_sequentially("Cne Léa Martin, OPJ")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept, with your name and the time.")).to_be_visible()
    assert not Hold.objects.active().exists()
    show(page, screenshots, "extract-handed-over")
    page.get_by_label("Main").page.goto(f"{host}/extracts/")
    show(page, screenshots, "extracts")
    context.close()
    page.goto("about:blank")
