"""The pages of the register: who sees and changes what, and what they say."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from command_center.leases.models import Worker
from command_center.people.models import Agent
from command_center.register.measuring import ask
from command_center.register.models import ModelLoad, RegisteredModel
from command_center.venues.models import Camera
from command_center.venues.versions import changing
from tests.register.exports import registered

FOUND = "b2" * 32
KNOWN = {"licence": "AGPL-3.0", "source": "Ultralytics", "certificate": "", "reason": "read"}


@pytest.fixture
def model(db: None) -> RegisteredModel:
    return registered(origin={"license": "AGPL-3.0", "author": "Ultralytics"})


@pytest.fixture
def visit(curator: Agent) -> Client:
    visit = Client(headers={"accept-language": "en"})
    visit.force_login(curator)
    return visit


def refuse(model: RegisteredModel) -> None:
    ModelLoad.objects.create(
        machine="tower", file=model.file, sha256=FOUND, is_accepted=False, at=timezone.now()
    )
    Worker.objects.create(name="celery@tower", queues=[], capacity=1, seen_at=timezone.now())


def test_list_shows_what_is_known_and_what_is_not(
    visit: Client, model: RegisteredModel, camera: Camera
) -> None:
    page = visit.get("/models/").text
    assert "found, not reviewed" in page
    assert model.sha256 in page
    assert "North gate" in page  # it has the general model
    assert "not measured yet" in page


def test_review_is_kept_with_author_and_time_and_those_before_stay(
    visit: Client, model: RegisteredModel, curator: Agent
) -> None:
    assert 'value="AGPL-3.0"' in visit.get(f"/models/{model.pk}").text  # the file says so
    visit.post(f"/models/{model.pk}/review", KNOWN)
    visit.post(f"/models/{model.pk}/review", {**KNOWN, "certificate": "A-2026-7"})
    latest, first = model.reviews.all()
    assert (latest.certificate, latest.author, first.certificate) == ("A-2026-7", curator, "")
    page = visit.get("/models/").text
    assert "A-2026-7" in page
    assert "found, not reviewed" not in page


@pytest.mark.parametrize("missing", ["licence", "source", "reason"])
def test_review_without_what_it_needs_is_not_kept(
    visit: Client, model: RegisteredModel, missing: str
) -> None:
    answer = visit.post(f"/models/{model.pk}/review", {**KNOWN, missing: " "})
    assert answer.status_code == 400
    assert missing in answer.context["form"].errors
    assert not model.reviews.exists()


def test_model_is_retired_with_a_reason_and_brought_back(
    visit: Client, model: RegisteredModel
) -> None:
    visit.post(f"/models/{model.pk}/retire", {"retire": "1", "reason": ""})
    assert not model.reviews.exists()
    visit.post(f"/models/{model.pk}/retire", {"retire": "1", "reason": "too slow"})
    assert not RegisteredModel.objects.in_force().exists()
    visit.post(f"/models/{model.pk}/retire", {"reason": "fast enough after all"})
    assert RegisteredModel.objects.in_force().exists()


def test_model_is_given_to_cameras_and_each_has_a_version(
    visit: Client, model: RegisteredModel, camera: Camera, curator: Agent
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="South gate", url="/a.mp4")
    shown = [f"{camera.pk}:0", f"{other.pk}:0"]
    given = {"shown": shown, "camera": [camera.pk], "reason": "fewer false alarms"}
    visit.post(f"/models/{model.pk}/cameras", given)
    camera.refresh_from_db()
    assert camera.model == "yolo11n_int8"
    version = camera.versions.get(number=1)
    assert (version.author, version.reason) == (curator, "fewer false alarms")
    assert not other.versions.exists()
    visit.post(f"/models/{model.pk}/cameras", {**given, "camera": [], "shown": [f"{camera.pk}:1"]})
    camera.refresh_from_db()
    assert camera.model == ""


def test_who_has_not_seen_the_latest_version_assigns_nothing(
    visit: Client, model: RegisteredModel, camera: Camera, curator: Agent
) -> None:
    with changing(camera.pk, 0, curator, "slower") as locked:
        locked.analysed_per_s = 2
        locked.save()
    given = {"shown": [f"{camera.pk}:0"], "camera": [camera.pk], "reason": "better"}
    page = visit.post(f"/models/{model.pk}/cameras", given, follow=True).text
    assert "Somebody has changed “North gate” meanwhile" in page
    camera.refresh_from_db()
    assert camera.model == ""


def test_retired_model_is_given_to_no_camera(
    visit: Client, model: RegisteredModel, camera: Camera
) -> None:
    visit.post(f"/models/{model.pk}/retire", {"retire": "1", "reason": "too slow"})
    given = {"shown": [f"{camera.pk}:0"], "camera": [camera.pk], "reason": "better"}
    visit.post(f"/models/{model.pk}/cameras", given)
    camera.refresh_from_db()
    assert camera.model == ""


def test_form_of_a_camera_lists_the_general_models_and_keeps_the_present_one(
    visit: Client, model: RegisteredModel, camera: Camera
) -> None:
    registered("pose_openvino_model", name="pose", purpose="pose")
    Camera.objects.filter(pk=camera.pk).update(model="gone")
    form = visit.get(f"/cameras/{camera.pk}").context["form"]
    assert [value for value, _label in form.fields["model"].choices] == ["", "gone", "yolo11n_int8"]
    assert form.initial["model"] == "gone"


def test_refused_file_is_told_on_every_page_and_in_full_on_the_list(
    visit: Client, model: RegisteredModel, camera: Camera
) -> None:
    assert model.file not in visit.get("/").text
    refuse(model)
    page = visit.get("/").text
    assert f"The model {model.file} on tower is not the registered one" in page
    assert FOUND[:12] in page
    assert model.sha256[:12] in page
    assert FOUND in visit.get("/models/").text


def test_measurement_is_asked_for_once(visit: Client, model: RegisteredModel) -> None:
    visit.post(f"/models/{model.pk}/measure")
    visit.post(f"/models/{model.pk}/measure")
    assert model.measurements.count() == 1
    assert "A worker measures it" in visit.get(f"/models/{model.pk}").text


def test_measurement_that_nobody_made_is_told(
    visit: Client, model: RegisteredModel, curator: Agent
) -> None:
    asked = ask(model, curator)
    type(asked).objects.filter(pk=asked.pk).update(asked_at=timezone.now() - timedelta(minutes=5))
    assert "No worker had time for it" in visit.get(f"/models/{model.pk}").text


def test_page_without_any_file_says_where_to_copy_one(
    visit: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MODELS_DIR = tmp_path
    assert f"every model in {tmp_path}" in visit.get("/models/new").text


def test_file_that_is_none_is_refused_in_the_form(
    visit: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MODELS_DIR = tmp_path
    (tmp_path / "guns.onnx").write_text("no model")
    (choice,) = visit.get("/models/new").context["form"].fields["file"].choices
    given = {**KNOWN, "file": choice[0], "purpose": "general"}
    answer = visit.post("/models/new", given)
    (error,) = answer.context["form"].errors["file"]
    assert "guns.onnx" in error
    assert not RegisteredModel.objects.exists()


def test_who_may_only_look_changes_nothing(
    client: Client, operator: Agent, model: RegisteredModel
) -> None:
    client.force_login(operator)
    for path in ("review", "retire", "measure"):
        assert client.post(f"/models/{model.pk}/{path}", KNOWN).status_code == 403
    assert client.post("/models/new", KNOWN).status_code == 403
    assert client.get("/models/").status_code == 403
