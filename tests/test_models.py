import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import detection.models
from detection.detectors import ModelRefused
from detection.digest import ModelChanged, digest
from detection.models import backends, find, load, open_model

ROOT = Path(__file__).parents[1]
EXPORTED = "yolo11n_int8_openvino_model"
FORMS = ["_openvino_model", ".pt", ".onnx"]


@pytest.fixture(params=[False, True], ids=["cpu", "gpu"])
def has_gpu(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> bool:
    device = tmp_path / "nvidiactl"
    if request.param:
        device.touch()
    monkeypatch.setattr(detection.models, "GPU", device)
    return bool(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "models"
    made.mkdir()
    return made


def test_export_is_chosen_on_a_cpu_and_checkpoint_on_a_gpu(has_gpu: bool, folder: Path) -> None:
    order = [".pt", *FORMS[:1], ".onnx"] if has_gpu else FORMS
    for form in FORMS:
        (folder / f"yolo11n{form}").touch()
    for form in order:
        assert find("yolo11n", folder) == folder / f"yolo11n{form}"
        (folder / f"yolo11n{form}").unlink()
    assert find("yolo11n", folder) is None


@pytest.mark.parametrize(
    "file", ["yolo11n_int8_openvino_model", "yolo11n_2026.pt", "yolo11n_openvino_model"]
)
def test_model_is_found_with_a_suffix_after_its_name(file: str, folder: Path) -> None:
    (folder / file).touch()
    assert find("yolo11n", folder) == folder / file


@pytest.mark.parametrize(
    "file",
    [
        "yolo11n-pose.pt",
        "yolo11n-pose_openvino_model",
        "yolo11nx.pt",
        "myyolo11n.pt",
        "yolo11n.txt",
        "yolo11n",
        "yolo11n_openvino_model.zip",
    ],
)
def test_another_model_is_not_taken_for_it(file: str, folder: Path) -> None:
    (folder / file).touch()
    assert find("yolo11n", folder) is None


def test_missing_folder_holds_no_model(tmp_path: Path) -> None:
    assert find("yolo11n", tmp_path / "nowhere") is None


def test_missing_model_is_replaced_by_the_built_in_which_says_so(folder: Path) -> None:
    loaded = load("yolo11n", folder)
    assert (loaded.backend, loaded.path, loaded.sha256) == ("opencv", None, None)
    assert not loaded.detector.needs_weights
    assert loaded.missing is not None
    assert f"yolo11n is not in {folder}" in loaded.missing
    assert f"python -m detection.fetch_model yolo11n {folder}" in loaded.missing


@pytest.mark.parametrize("file", ["yolo11n.onnx", "yolo11n_openvino_model"])
def test_model_that_is_none_is_replaced_by_the_built_in_which_says_why(
    file: str, folder: Path
) -> None:
    (folder / file).write_text("not a model")
    loaded = load("yolo11n", folder)
    assert loaded.backend == "opencv"
    assert loaded.missing is not None
    assert file in loaded.missing


def test_model_of_an_unknown_kind_is_refused_by_name(folder: Path) -> None:
    with pytest.raises(ModelRefused, match=r"yolo11n\.tflite.*OpenVINO"):
        open_model(folder / "yolo11n.tflite")


def test_named_model_is_loaded_with_its_digest(shared_data: Path) -> None:
    loaded = load("yolo11n", shared_data / "weights")
    assert (loaded.backend, loaded.missing) == ("openvino", None)
    assert loaded.path == shared_data / "weights" / "yolo11n_int8_openvino_model"
    assert loaded.sha256 == digest(loaded.path)
    assert "person" in loaded.detector.labels


def test_digest_tells_of_any_changed_file(folder: Path) -> None:
    (folder / "a.xml").write_text("net")
    (folder / "a.bin").write_text("weights")
    before = digest(folder)
    assert len(before) == 64
    assert digest(Path(shutil.copytree(folder, folder.parent / "copy"))) == before
    (folder / "a.bin").write_text("Weights")
    assert digest(folder) != before


def test_changed_file_is_refused_before_it_is_opened(folder: Path) -> None:
    file = folder / "yolo11n.onnx"
    file.write_text("not a model")
    was = digest(file)
    file.write_text("not a model.")
    with pytest.raises(ModelChanged) as refused:
        open_model(file, {file.name: {was}})
    for told in (str(file), was, digest(file), "Copy the registered file back"):
        assert told in str(refused.value)
    loaded = load("yolo11n", folder, {file.name: {was}})
    assert loaded.changed is not None
    assert (loaded.backend, loaded.state) == ("opencv", "refused")


def test_file_of_a_name_that_is_not_registered_is_opened(shared_data: Path) -> None:
    assert open_model(shared_data / "weights" / EXPORTED, {"other": {"0" * 64}}).sha256


def test_digest_tells_where_one_file_ends_and_the_next_begins(folder: Path) -> None:
    (folder / "a").write_text("xy")
    (folder / "b").write_text("z")
    before = digest(folder)
    (folder / "a").write_text("x")
    (folder / "b").write_text("yz")
    assert digest(folder) != before


def test_every_file_of_detectors_is_a_back_end_and_one_needs_no_weights() -> None:
    files = {file.stem for file in (ROOT / "detection" / "detectors").glob("[!_]*.py")}
    assert set(backends()) == files
    assert [name for name, opens in backends().items() if not opens.needs_weights] == ["opencv"]


def _fetch(name: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "detection.fetch_model", name, str(folder)],
        cwd=ROOT,
        env={**os.environ, "VIGIE_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_fetching_a_model_that_is_there_does_nothing(folder: Path) -> None:
    (folder / "yolo11n.onnx").touch()
    done = _fetch("yolo11n", folder)
    assert (done.returncode, done.stdout.strip()) == (0, str(folder / "yolo11n.onnx"))


def test_fetching_offline_says_in_one_sentence_what_is_missing(folder: Path) -> None:
    done = _fetch("yolo11n", folder)
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().splitlines()
    assert f"yolo11n is not in {folder}" in sentence
    assert "VIGIE_OFFLINE=1" in sentence
