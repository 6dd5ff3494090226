"""A checkpoint with untrained weights: what it sees is noise, but the same noise as its export."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detection.boxes import Detection
from detection.detectors import ModelRefused
from detection.detectors.openvino import Openvino
from detection.detectors.ultralytics import Ultralytics
from detection.frame import Image
from tests.detectors.threads import from_threads
from tests.detectors.untrained import make

ROOT = Path(__file__).parents[2]
SUREST = 10


@pytest.fixture(scope="module")
def detector(untrained_models: Path) -> Ultralytics:
    return Ultralytics(untrained_models / "untrained.pt")


def _alike(ours: list[Detection], others: list[Detection]) -> None:
    """Every one of `ours` is among `others`; a processor may compute in halves, so not exactly."""
    assert len(ours) == SUREST
    for one in ours:
        twins = [other for other in others if other.label == one.label]
        assert max(one.box.iou(other.box) for other in twins) > 0.85


def test_checkpoint_gives_what_its_export_gives(
    detector: Ultralytics, untrained_models: Path, photograph: Image
) -> None:
    square = photograph[:810]  # which both read in one and the same input
    exported = Openvino(untrained_models / "untrained_openvino_model")
    found, again = (model.detect([square], 0.3)[0] for model in (detector, exported))
    _alike(found[:SUREST], again)
    _alike(again[:SUREST], found)


def test_checkpoint_gives_four_threads_the_same_as_one(
    detector: Ultralytics, photograph: Image
) -> None:
    alone = detector.detect([photograph], 0.3)
    assert from_threads(4, lambda: detector.detect([photograph], 0.3)) == [alone] * 4


def test_checkpoint_with_a_class_outside_the_law_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "person", "face")
    with pytest.raises(ModelRefused, match="“face”"):
        Ultralytics(tmp_path / "untrained.pt")


def test_ultralytics_is_kept_from_installing_and_reporting(untrained_models: Path) -> None:
    script = f"""
import os
from pathlib import Path
from detection.detectors.ultralytics import Ultralytics
Ultralytics(Path({str(untrained_models / "untrained.pt")!r}))
from ultralytics.utils import SETTINGS
print(SETTINGS["sync"], os.environ["YOLO_AUTOINSTALL"])
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("YOLO_")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip().splitlines()[-1] == "False false", done.stderr
