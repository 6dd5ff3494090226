import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from detection.boxes import Box
from detection.detectors import ModelRefused
from detection.detectors.openvino import Openvino
from detection.frame import Image
from detection.source.recording import Recording
from tests.detectors.threads import from_threads

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def detector(untrained_models: Path) -> Openvino:
    return Openvino(untrained_models / "untrained_openvino_model")


@pytest.fixture
def exported(untrained_models: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    folder = tmp_path / "mine_openvino_model"
    return Path(shutil.copytree(untrained_models / "untrained_openvino_model", folder))


@pytest.fixture(scope="module")
def first_of_vtest(shared_data: Path) -> Image:
    return next(iter(Recording(shared_data / "videos" / "vtest_480x360.mp4", 10))).image


def test_export_and_onnx_of_one_network_find_the_same(
    detector: Openvino, untrained_models: Path, photograph: Image
) -> None:
    assert detector.detect([photograph], 0.3)[0]
    onnx = Openvino(untrained_models / "untrained.onnx")
    assert onnx.detect([photograph], 0.3) == detector.detect([photograph], 0.3)


def test_export_that_was_made_for_another_size_is_resized_too(
    untrained_models: Path, photograph: Image
) -> None:
    for name in ("untrained_openvino_model", "untrained.onnx"):
        detector = Openvino(untrained_models / name)
        detector.detect([photograph], 0.3)
        assert detector.sizes == {(320, 320), (320, 256)}


def test_export_gives_four_threads_the_same_as_one(detector: Openvino, photograph: Image) -> None:
    parts = [photograph, photograph[:500], photograph[200:, :400]]
    alone = detector.detect(parts, 0.3)
    assert from_threads(4, lambda: detector.detect(parts, 0.3)) == [alone] * 4


def test_people_are_found_where_they_stand(shared_data: Path, first_of_vtest: Image) -> None:
    detector = Openvino(shared_data / "weights" / "yolo11n_int8_openvino_model")
    (found,) = detector.detect([first_of_vtest], 0.3)
    people = [detection.box for detection in found if detection.label == "person"]
    standing = _people_of_first_frame(shared_data / "vtest_boxes.txt")
    assert len(standing) == len(people) == 3
    for person in standing:
        assert max(person.iou(box) for box in people) > 0.6


def _people_of_first_frame(file: Path) -> list[Box]:
    rows = [line.split(",") for line in file.read_text().split()]
    sizes = [tuple(map(float, row[2:6])) for row in rows if row[0] == "1"]
    return [Box(x / 768, y / 576, (x + w) / 768, (y + h) / 576) for x, y, w, h in sizes]


def test_pose_model_gives_the_people_its_sibling_gives(shared_data: Path) -> None:
    film = shared_data / "videos" / "concourse_1280x720.mp4"
    image = next(iter(Recording(film, 10))).image
    models = ["yolov8n-pose_int8_openvino_model", "yolo11n_int8_openvino_model"]
    posed, plain = (
        Openvino(shared_data / "weights" / name).detect([image], 0.5)[0] for name in models
    )
    assert len(posed) >= 5
    assert {detection.label for detection in posed} == {"person"}
    for person in posed:
        assert max(person.box.iou(other.box) for other in plain) > 0.6


def test_export_runs_without_torch(untrained_models: Path) -> None:
    script = f"""
import sys
from pathlib import Path
import numpy as np
from detection.models import open_model
model = open_model(Path({str(untrained_models / "untrained_openvino_model")!r}))
model.detector.detect([np.zeros((90, 120, 3), np.uint8)], 0.3)
heavy = {{"torch", "torchvision", "ultralytics", "django"}} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def _without_weights(folder: Path) -> None:
    (folder / "untrained.bin").unlink()


def _with_half_of_the_weights(folder: Path) -> None:
    weights = folder / "untrained.bin"
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])


def _with_an_empty_network(folder: Path) -> None:
    (folder / "untrained.xml").write_bytes(b"")


def _with_a_text_as_network(folder: Path) -> None:
    (folder / "untrained.xml").write_text("<p>not a network</p>")


def _with_two_networks(folder: Path) -> None:
    shutil.copy(folder / "untrained.xml", folder / "another.xml")
    shutil.copy(folder / "untrained.bin", folder / "another.bin")


def _without_metadata(folder: Path) -> None:
    (folder / "metadata.yaml").unlink()


def _with_metadata_that_is_no_yaml(folder: Path) -> None:
    (folder / "metadata.yaml").write_text("{[:")


@pytest.mark.parametrize(
    "spoil",
    [
        _without_weights,
        _with_half_of_the_weights,
        _with_an_empty_network,
        _with_a_text_as_network,
        _with_two_networks,
        _without_metadata,
        _with_metadata_that_is_no_yaml,
    ],
)
def test_incomplete_export_is_refused(spoil: Callable[[Path], None], exported: Path) -> None:
    spoil(exported)
    with pytest.raises(ModelRefused, match=r"mine_openvino_model.*(Copy|Export)"):
        Openvino(exported)


def _change_card(folder: Path, **changes: Any) -> None:
    file = folder / "metadata.yaml"
    card = {**yaml.safe_load(file.read_text()), **changes}
    file.write_text(yaml.safe_dump(card))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"names": {0: "person", 1: "car", 2: "dog", 3: "license_plate"}}, "“license_plate”.*2023"),
        ({"names": ["person", "car", "dog", "face"]}, "“face”.*2023"),
        ({"names": None}, "does not name its classes"),
        ({"names": {}}, "does not name its classes"),
        ({"names": {1: "person", 5: "car"}}, "does not name its classes"),
        ({"names": {0: "person"}}, r"names 1 classes, but its output \(8, 2100\)"),
        ({"names": dict.fromkeys(range(9), "person")}, "names 9 classes"),
        ({"task": "classify"}, "classify"),
        ({"task": None}, "None"),
        ({"imgsz": "large"}, "“imgsz” is 'large'"),
        ({"imgsz": [320, -1]}, "“imgsz”"),
        ({"end2end": True}, "output"),
    ],
)
def test_card_that_cannot_be_trusted_is_refused(
    changes: dict[str, Any], told: str, exported: Path
) -> None:
    _change_card(exported, **changes)
    with pytest.raises(ModelRefused, match=told):
        Openvino(exported)
