"""What holds for every back end: one file in `detection/detectors/` is one case here."""

from pathlib import Path

import numpy as np
import pytest

from detection.detectors import Detector, ModelRefused
from detection.frame import Image
from detection.models import backends

MODEL_OF = {"openvino": "untrained_openvino_model", "ultralytics": "untrained.pt", "opencv": ""}
SIZES_PX = [(810, 1080), (1, 1), (3, 2000), (1000, 30), (333, 501), (320, 320)]


@pytest.fixture(scope="module", params=sorted(backends()))
def backend(request: pytest.FixtureRequest) -> type[Detector]:
    return backends()[request.param]


@pytest.fixture(scope="module")
def detector(backend: type[Detector], untrained_models: Path) -> Detector:
    return backend(untrained_models / MODEL_OF[backend.__name__.lower()])


def _noise(height_px: int, width_px: int) -> Image:
    return np.random.default_rng(1).integers(0, 256, (height_px, width_px, 3), np.uint8)


def test_every_detector_answers_each_image_in_order(detector: Detector) -> None:
    images = [_noise(*size_px) for size_px in SIZES_PX]
    together = detector.detect(images, 0.3)
    assert len(together) == len(images)
    if detector.needs_weights:  # the built-in compares each image with the one before
        alone = [detector.detect([image], 0.3)[0] for image in images]
        assert [len(found) for found in together] == [len(found) for found in alone]


def test_every_detector_reports_fractions_known_labels_and_sure_enough(
    detector: Detector, photograph: Image
) -> None:
    for found in detector.detect([photograph, _noise(200, 300)], 0.4):
        for detection in found:
            box = detection.box
            assert 0 <= box.left < box.right <= 1
            assert 0 <= box.top < box.bottom <= 1
            assert 0.4 <= detection.confidence <= 1
            assert detection.label in detector.labels


def test_every_detector_answers_nothing_for_no_images(detector: Detector) -> None:
    assert detector.detect([], 0.3) == []


def test_every_detector_leaves_the_image_as_it_was(detector: Detector, photograph: Image) -> None:
    before = photograph.copy()
    detector.detect([photograph], 0.3)
    assert np.array_equal(photograph, before)


def test_every_detector_reads_an_image_that_is_a_part_of_another(
    detector: Detector, photograph: Image
) -> None:
    part = photograph[100:500, 200:900]
    (view,) = detector.detect([part], 0.4)
    (copy,) = detector.detect([part.copy()], 0.4)
    if detector.needs_weights:
        assert view == copy


@pytest.mark.parametrize("content", [b"", b"not a model\n", bytes(range(256)) * 40])
@pytest.mark.parametrize("name", ["broken.pt", "broken.onnx", "broken_openvino_model"])
def test_every_detector_refuses_a_file_that_is_no_model(
    backend: type[Detector], name: str, content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    if backend.accepts(file):
        with pytest.raises(ModelRefused, match=name):
            backend(file)


def test_every_detector_accepts_no_film(backend: type[Detector]) -> None:
    assert not backend.accepts(Path("film.mp4"))
