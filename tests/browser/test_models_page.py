"""The register of models in a browser: what was found is reviewed, timed and given to a camera."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from command_center.leases.models import Worker
from command_center.people.models import Agent
from command_center.register.loading import expected, machine
from command_center.register.models import ModelLoad, RegisteredModel
from command_center.streams.model_shelf import ModelShelf
from command_center.venues.models import Camera
from detection import sharing
from detection.digest import digest
from tests.browser.looks import show
from tests.browser.signing_in import sign_in
from tests.daphne import ROOT, daphne
from tests.register.exports import YOLO11N, change_a_byte, copy_exports

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("orm_beside_playwright"),
    pytest.mark.django_db(transaction=True),
]
RIGHTS = [
    "view_registeredmodel",
    "add_registeredmodel",
    "add_modelreview",
    "add_measurement",
    "change_camera",
]


@contextmanager
def worker() -> Iterator[None]:
    """A real one, that takes what is asked of it; on the database and the Redis of the tests."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    database = urlunsplit(parts._replace(path="/" + str(connection.settings_dict["NAME"])))
    command = [sys.executable, "-m", "celery", "-A", "command_center", "worker"]
    started = subprocess.Popen(
        [*command, "--pool", "threads", "--concurrency", "2", "-l", "warning"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
    )
    try:
        yield
    finally:
        started.terminate()
        started.wait(30)


@pytest.fixture
def folder(
    shared_data: Path, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    made = copy_exports(shared_data, tmp_path / "models")
    settings.MODELS_DIR = made  # type: ignore[attr-defined]
    monkeypatch.setenv("MODELS_DIR", str(made))  # for the web process and the worker
    return made


@pytest.fixture
def register(
    page: Page, folder: Path, camera: Camera, operator: Agent, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """The list; the general model was found by a worker."""
    monkeypatch.setattr(sharing, "SHAPES", ())  # sizes are compiled for cameras; there are none
    operator.user_permissions.add(*Permission.objects.filter(codename__in=RIGHTS))
    ModelShelf().of("", expected())
    Camera.objects.create(venue=camera.venue, name="South gate", url="/b.mp4")
    with daphne() as web:
        sign_in(page, f"http://127.0.0.1:{web.port}/models/", operator.username)
        expect(page.get_by_role("heading", name="Models")).to_be_visible()
        yield page
        page.goto("about:blank")


def test_found_model_is_reviewed_timed_and_given_to_a_camera(
    register: Page, camera: Camera, screenshots: Path
) -> None:
    expect(register.get_by_text("found, not reviewed")).to_be_visible()
    show(register, screenshots, "models-list")
    register.get_by_role("link", name="yolo11n_int8").press("Enter")
    expect(register.get_by_label("Licence")).to_have_value(
        "AGPL-3.0 License (https://ultralytics.com/license)"
    )
    register.get_by_label("Reference of its certificate").fill("A-2026-7")
    register.locator(".model-side").get_by_label("Reason").press_sequentially("Read on their page")
    register.keyboard.press("Enter")
    expect(register.get_by_text("Kept, with your name and the time.")).to_be_visible()
    register.get_by_role("checkbox", name="North gate").press("Space")
    register.get_by_label("Reason for the change").fill("It sees more")
    register.get_by_role("button", name="Assign").press("Enter")
    expect(register.get_by_text("1 camera is changed.")).to_be_visible()
    camera.refresh_from_db()
    assert camera.model == "yolo11n_int8"
    with worker():
        register.get_by_role("button", name="Measure on this machine").press("Enter")
        expect(register.get_by_text("ms a picture")).to_be_visible(timeout=60_000)
    show(register, screenshots, "models-one")


def test_another_file_is_entered(register: Page, screenshots: Path) -> None:
    register.get_by_role("link", name="Enter a file").press("Enter")
    show(register, screenshots, "models-form")
    register.get_by_label("Licence").fill("AGPL-3.0")
    register.get_by_label("Source or author").fill("Ultralytics")
    register.get_by_role("button", name="Enter the file").press("Enter")
    expect(register.get_by_text("The file was not entered.")).to_be_visible()
    register.get_by_label("Reason").fill("For the crowd before the gate")
    register.get_by_role("button", name="Enter the file").press("Enter")
    entered = register.get_by_text("Model “yolov8n_int8” is entered.")
    expect(entered).to_be_visible(timeout=60_000)  # a process of its own looks into it
    assert RegisteredModel.objects.get(name="yolov8n_int8").entered_by is not None


def test_changed_file_is_said_everywhere(register: Page, folder: Path, screenshots: Path) -> None:
    change_a_byte(folder / YOLO11N)
    ModelShelf().of("", expected())
    Worker.objects.create(name=f"celery@{machine()}", queues=[], capacity=1, seen_at=timezone.now())
    assert not ModelLoad.objects.latest("at").is_accepted
    register.reload()
    expect(register.get_by_role("status").get_by_text("is not the registered one")).to_be_visible()
    expect(register.get_by_text(digest(folder / YOLO11N))).to_be_visible()
    show(register, screenshots, "models-refused")
