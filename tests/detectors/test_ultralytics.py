"""A real checkpoint with random weights: what it sees is noise, but both back ends see the same."""

import os
from pathlib import Path

import numpy as np
import pytest

from detection.detectors import ModelRefused
from detection.detectors.openvino import Openvino
from detection.detectors.ultralytics import Ultralytics
from detection.ultralytics_settings import prepare

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prepare()
    import torch
    from ultralytics.models import YOLO

    torch.manual_seed(7)
    path = tmp_path_factory.mktemp("models") / "random.pt"
    YOLO("yolo11n.yaml").save(path)
    return path


def test_checkpoint_gives_what_its_export_gives(checkpoint: Path) -> None:
    from ultralytics.models import YOLO

    exported = Path(YOLO(checkpoint).export(format="openvino"))
    image = np.random.default_rng(3).integers(0, 255, (360, 480, 3), dtype=np.uint8)
    (torch_found,) = Ultralytics(checkpoint).detect([image], 0.0)
    (openvino_found,) = Openvino(exported).detect([image], 0.0)
    assert torch_found
    assert openvino_found[0].confidence == pytest.approx(torch_found[0].confidence, abs=0.01)


def test_checkpoint_with_a_class_outside_the_law_is_refused(checkpoint: Path) -> None:
    from ultralytics.models import YOLO

    model = YOLO(checkpoint)
    model.model.names = {**model.model.names, 0: "face"}
    path = checkpoint.with_name("faces.pt")
    model.save(path)
    with pytest.raises(ModelRefused, match="“face”"):
        Ultralytics(path)


def test_ultralytics_is_kept_from_installing_and_reporting(checkpoint: Path) -> None:
    from ultralytics.utils import SETTINGS

    Ultralytics(checkpoint)
    assert SETTINGS["sync"] is False
    assert os.environ["YOLO_AUTOINSTALL"] == "false"
