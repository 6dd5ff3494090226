"""Models to open: real networks with untrained weights, made once, and a photograph with people."""

from importlib.util import find_spec
from pathlib import Path

import cv2
import pytest

from detection.frame import Image
from tests.detectors.untrained import make

NAMES = ("person", "car", "dog", "fire")


@pytest.fixture(scope="session")
def untrained_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `untrained.pt`, `.onnx` and `_openvino_model`: the same network."""
    return make(tmp_path_factory.mktemp("untrained"), *NAMES, "--export")


@pytest.fixture(scope="session")
def photograph() -> Image:
    """Four people and a bus, 1080 x 810 px; comes with Ultralytics."""
    package = find_spec("ultralytics")
    assert package is not None
    assert package.origin is not None
    image = cv2.imread(str(Path(package.origin).parent / "assets" / "bus.jpg"))
    assert image is not None
    return image
