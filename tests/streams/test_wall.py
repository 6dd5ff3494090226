"""The page of the wall: who sees it, which cameras it shows, what is said on it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.register.loading import expected
from command_center.streams import model_in_use
from command_center.streams.model_shelf import ModelShelf
from command_center.streams.redis_client import client
from command_center.venues.models import Camera, Zone
from detection.models import ModelState
from tests.law.ordering import ordered


@pytest.fixture
def visit(operator: Agent) -> Client:
    visit = Client(headers={"accept-language": "en"})
    visit.force_login(operator)
    return visit


def test_wall_shows_the_cameras_that_are_watched(visit: Client, camera: Camera, zone: Zone) -> None:
    Camera.objects.create(venue=camera.venue, name="Store room", url="/a.mp4", is_enabled=False)
    page = visit.get("/").text
    assert 'name="North gate"' in page
    assert "lawn" in page
    assert "Store room" not in page


def test_wall_tells_no_address_of_a_camera(visit: Client, camera: Camera) -> None:
    Camera.objects.filter(pk=camera.pk).update(url="rtsp://user:secret@192.0.2.1/gate")
    page = visit.get("/").text
    assert "secret" not in page
    assert "192.0.2.1" not in page


def test_name_of_a_camera_is_no_markup(visit: Client, camera: Camera) -> None:
    Camera.objects.filter(pk=camera.pk).update(name="<script>alert(1)</script>")
    assert "<script>alert" not in visit.get("/").text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ModelState.ABSENT, "The model yolo11n is missing; to fetch it: python -m"),
        (ModelState.REFUSED, "cannot be used: the workers&#x27; log says why"),
    ],
)
def test_what_the_workers_lack_is_said(visit: Client, state: ModelState, said: str) -> None:
    client().set(model_in_use.KEY, state)
    page = visit.get("/").text
    assert "Detection is reduced" in page
    assert said in page


def test_nothing_is_said_when_nothing_is_lacking(visit: Client) -> None:
    client().set(model_in_use.KEY, ModelState.IN_USE)
    assert "Detection is reduced" not in visit.get("/").text


def test_before_a_worker_has_told_the_folder_answers(
    visit: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MODELS_DIR = tmp_path
    assert "yolo11n is missing" in visit.get("/").text
    (tmp_path / "yolo11n.onnx").touch()
    assert "Detection is reduced" not in visit.get("/").text


@pytest.mark.django_db
def test_worker_tells_what_it_runs(settings: Any, tmp_path: Path) -> None:
    settings.MODELS_DIR, shelf = tmp_path, ModelShelf()
    for make, state in [(None, ModelState.ABSENT), ("yolo11n.onnx", ModelState.REFUSED)]:
        if make:
            (tmp_path / make).write_text("not a model")
        assert not shelf.of("", expected()).models.general.needs_weights
        assert model_in_use.model_state() == state


def test_silent_redis_is_said(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import redis

    nobody = redis.Redis(unix_socket_path="/nowhere/redis.sock")
    monkeypatch.setattr(model_in_use, "client", lambda: nobody)
    assert "(Redis) does not answer" in visit.get("/").text


def test_ordered_kind_without_a_model_is_said_and_others_are_not(
    visit: Client, order: Order, settings: Any, tmp_path: Path
) -> None:
    settings.MODELS_DIR = tmp_path
    assert "not looked for" not in visit.get("/").text
    ordered(list(order.cameras.all()), reference="2026-11-0043", kinds=["weapon", "fire"])
    page = visit.get("/").text
    assert "Ordered, but not looked for: presence or use of a weapon." in page
    assert str(tmp_path / "register.json") in page
    client().set(model_in_use.UNAVAILABLE_KEY, "")
    assert "not looked for" not in visit.get("/").text
