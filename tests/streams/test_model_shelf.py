"""The models of a worker: held against the register, one for each camera that was given one."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from command_center.people.models import Agent
from command_center.register.entering import Review, add_review
from command_center.register.loading import expected
from command_center.register.models import ModelLoad, RegisteredModel
from command_center.register.standing import refused
from command_center.streams.model_shelf import ModelShelf
from command_center.streams.watched import settings_prints
from command_center.venues.models import Camera
from detection import sharing
from detection.detectors import ModelRefused
from detection.digest import digest
from detection.models import open_model
from tests.register.exports import YOLO11N, YOLOV8N, change_a_byte, copy_exports, registered

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BLACK = np.zeros((360, 640, 3), np.uint8)
KNOWN = Review("AGPL-3.0", "Ultralytics", "", "read")


@pytest.fixture(autouse=True)
def _unprepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "SHAPES", ())  # compiling nine sizes in each test takes minutes


@pytest.fixture
def models_dir(shared_data: Path, settings: Any, tmp_path: Path) -> Path:
    settings.MODELS_DIR = copy_exports(shared_data, tmp_path / "models")
    return tmp_path / "models"


def entered_by_a_person(folder: Path, author: Agent) -> RegisteredModel:
    before = RegisteredModel.objects.filter(file=folder.name).first()
    assert before is not None
    return RegisteredModel.objects.create(
        file=folder.name,
        name=before.name,
        purpose="general",
        sha256=digest(folder),
        size_bytes=before.size_bytes,
        classes=before.classes,
        entered_at=before.entered_at,
        entered_by=author,
    )


def test_first_worker_enters_what_it_loads(models_dir: Path) -> None:
    in_use = ModelShelf().of("", expected())
    assert (in_use.trouble, in_use.waits_for) == ("", None)
    assert "person" in in_use.models.general.labels
    model = RegisteredModel.objects.get()
    assert (model.file, model.sha256) == (YOLO11N, digest(models_dir / YOLO11N))
    assert ModelLoad.objects.get().is_accepted


def test_one_changed_byte_is_refused_named_and_told(
    models_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ModelShelf().of("", expected())
    was = digest(models_dir / YOLO11N)
    change_a_byte(models_dir / YOLO11N)
    in_use = ModelShelf().of("", expected())
    assert not in_use.models.general.needs_weights  # the built-in, as where there is none
    for told in (YOLO11N, was, digest(models_dir / YOLO11N), "Copy the registered file back"):
        assert told in caplog.text
    (one,) = refused(())
    assert (one.file, one.expected, one.found) == (YOLO11N, {was}, digest(models_dir / YOLO11N))


def test_camera_with_a_changed_model_is_given_no_other(models_dir: Path) -> None:
    ModelShelf().of("yolov8n_int8", expected())
    change_a_byte(models_dir / YOLOV8N)
    in_use = ModelShelf().of("yolov8n_int8", expected())
    assert in_use.trouble == "model_changed"
    with pytest.raises(ModelRefused):
        in_use.models.general.detect([BLACK], 0.5)


def test_cameras_with_different_models_get_different_detectors(models_dir: Path) -> None:
    shelf = ModelShelf()
    general, other = shelf.of("", expected()), shelf.of("yolov8n_int8", expected())
    assert general.models.general is not other.models.general
    assert shelf.of("yolov8n_int8", expected()).models.general is other.models.general
    by_its_whole_name = shelf.of("yolo11n_int8", expected())
    assert by_its_whole_name.models.general is general.models.general
    files = RegisteredModel.objects.order_by("file").values_list("file", flat=True)
    assert list(files) == [YOLO11N, YOLOV8N]


def test_missing_model_is_replaced_by_nothing_until_it_comes(settings: Any, tmp_path: Path) -> None:
    settings.MODELS_DIR, shelf = tmp_path, ModelShelf()
    assert shelf.of("yolov8n", expected()).trouble == "model_absent"
    assert shelf.of("../../etc/passwd", expected()).trouble == "model_absent"
    (tmp_path / "yolov8n.onnx").write_text("no model")
    assert shelf.of("yolov8n", expected()).trouble == "model_refused"


def test_of_two_workers_with_different_files_the_slower_one_gives_its_own_up(
    models_dir: Path,
) -> None:
    before = expected()
    registered(YOLO11N)  # by another, while this one was still loading
    assert not ModelShelf().of("", before).models.general.needs_weights
    assert not ModelLoad.objects.get().is_accepted


def test_what_runs_goes_on_though_its_file_is_changed(models_dir: Path) -> None:
    shelf = ModelShelf()
    before = shelf.of("", expected()).models.general
    change_a_byte(models_dir / YOLO11N)
    assert shelf.of("", expected()).models.general is before


def test_changed_model_runs_once_a_person_has_entered_it(
    models_dir: Path, camera: Camera, operator: Agent
) -> None:
    ModelShelf().of("", expected())
    change_a_byte(models_dir / YOLO11N)
    shelf, before = ModelShelf(), settings_prints([camera.pk])
    assert not shelf.of("", expected()).models.general.needs_weights
    entered_by_a_person(models_dir / YOLO11N, operator)
    assert settings_prints([camera.pk]) != before  # the watch begins anew
    assert shelf.of("", expected()).models.general.needs_weights
    assert refused(()) == []


def test_retired_model_is_loaded_no_more_and_concerns_only_its_cameras(
    models_dir: Path, camera: Camera, operator: Agent
) -> None:
    other = Camera.objects.create(venue=camera.venue, name="B", url="/b.mp4", model="yolov8n_int8")
    shelf = ModelShelf()
    assert not shelf.of("yolov8n_int8", expected()).trouble
    before = settings_prints([camera.pk, other.pk])
    add_review(RegisteredModel.objects.get(file=YOLOV8N), KNOWN, operator, is_retired=True)
    after = settings_prints([camera.pk, other.pk])
    assert after[camera.pk] == before[camera.pk]
    assert after[other.pk] != before[other.pk]
    assert shelf.of("yolov8n_int8", expected()).trouble == "model_changed"
    assert not shelf.of("", expected()).trouble


def test_review_that_retires_nothing_ends_no_watch(
    models_dir: Path, camera: Camera, operator: Agent
) -> None:
    ModelShelf().of("", expected())
    before = settings_prints([camera.pk])
    add_review(RegisteredModel.objects.get(), KNOWN, operator)
    assert settings_prints([camera.pk]) == before


def test_export_that_was_changed_is_not_read_again_for_another_size(
    models_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    detector = open_model(models_dir / YOLO11N).detector
    change_a_byte(models_dir / YOLO11N)
    detector.detect([BLACK], 0.5, 320)
    assert "It was loaded before, and runs at (640, 640) px." in caplog.text
