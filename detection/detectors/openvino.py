"""OpenVINO on the CPU: models that Ultralytics exported, without torch."""

import logging
import os
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import yaml
from numpy.typing import NDArray

from detection.boxes import Detection
from detection.detectors import ModelRefused
from detection.digest import NOTHING_EXPECTED, checked_digest
from detection.frame import Image
from detection.input_sizes import Size, fitting, resize
from detection.letterbox import letterbox
from detection.model_card import ModelCard, read_card, refuse_mismatch
from detection.yolo_output import read_output

MAX_STREAMS = 8
"""Each stream holds its own working memory (about 15 MB for a nano model at 640 px)."""

logger = logging.getLogger(__name__)

_first_run = threading.Lock()
"""OpenVINO's first hand-over of an array, made by two threads at once, stopped the whole process
for ever: each held what the other waited for (2026.4.1, pybind11's first use of NumPy). So the
first one is made here, by one thread, before the detector is shared."""


class Openvino:
    """Runs a `*_openvino_model/` folder or an `.onnx` file. May be shared between threads.

    One thread per stream of work, as many streams as cores: with both cores of a small machine
    on one image, an image took half as long alone, but four cameras beside a busy decoder got
    half as many images (15 instead of 30 a second).
    """

    needs_weights: ClassVar[bool] = True
    reads_tiles: ClassVar[bool] = True
    batch: ClassVar[int] = 1

    @classmethod
    def accepts(cls, path: Path) -> bool:
        return path.name.endswith("_openvino_model") or path.suffix == ".onnx"

    def __init__(self, path: Path) -> None:
        """Raises `ModelRefused` where the folder or file is incomplete, broken or unlawful."""
        import openvino  # 0.3 s and 40 MB: only for a worker that uses it

        self._path, self._sha256 = path, checked_digest(path, NOTHING_EXPECTED)
        network, self._card = _open(path, openvino.Core())
        self.labels = frozenset(self._card.names)
        self.input_px: tuple[int, int] | None = self._card.size_px
        try:
            whole = _Sized(network, self._card.size_px)
        except RuntimeError as error:
            raise _unusable(path, error) from error
        self._sized: dict[Size, _Sized] = {self._card.size_px: whole}
        self._sizing = threading.Lock()
        with _first_run:
            (output,) = whole.infer([np.zeros((*self._card.size_px, 3), np.uint8)])
        refuse_mismatch(self._card, output.shape, path)

    @property
    def sizes(self) -> frozenset[Size]:
        """The inputs for which the network is ready; others are compiled when first needed."""
        return frozenset(self._sized)

    def detect(
        self, images: Sequence[Image], min_confidence: float, long_side_px: int | None = None
    ) -> list[list[Detection]]:
        """As `Detector.detect`; several images of one shape are spread over the streams."""
        long_px = max(self._card.size_px) if long_side_px is None else long_side_px
        sizes = [fitting(image.shape[:2], self._card.size_px, long_px) for image in images]
        found: list[list[Detection]] = [[] for _ in images]
        for size in set(sizes):
            numbers = [number for number, own in enumerate(sizes) if own == size]
            together = self._detect([images[number] for number in numbers], size, min_confidence)
            for number, detections in zip(numbers, together, strict=True):
                found[number] = detections
        return found

    def _detect(
        self, images: Sequence[Image], size: Size, min_confidence: float
    ) -> list[list[Detection]]:
        network = self._of_size(size)
        fitted = [letterbox(image, network.size) for image in images]
        outputs = network.infer([pixels for pixels, _ in fitted])
        return [
            read_output(output, self._card, place, min_confidence)
            for output, (_, place) in zip(outputs, fitted, strict=True)
        ]

    def _of_size(self, size: Size) -> "_Sized":
        """Compiled when first asked for; where the export cannot be resized, the whole serves."""
        if size not in self._sized:  # a camera must not wait for another's size
            with self._sizing:
                if size not in self._sized:
                    self._sized[size] = self._resized(size)
        return self._sized[size]

    def _resized(self, size: Size) -> "_Sized":
        import openvino

        whole = self._sized[self._card.size_px]
        if self._card.is_final:
            return whole
        try:
            checked_digest(self._path, {self._path.name: {self._sha256}})
            network, card = _open(self._path, openvino.Core())
        except ModelRefused as refusal:
            logger.error("%s It was loaded before, and runs at %s px.", refusal, whole.size)
            return whole
        try:
            resize(network, card.size_px, size)
            return _Sized(network, size)
        except RuntimeError as error:
            reason = str(error).strip().splitlines()[-1]
            logger.warning("%s: runs at %s px only (%s).", self._path, card.size_px, reason)
            return whole


class _Sized:
    """The network at one size of its input. May be used by several threads."""

    def __init__(self, network: Any, size: Size) -> None:
        self.size = size
        self._compiled = _compile(network, size)
        self._idle: deque[Any] = deque()

    def infer(self, inputs: Sequence[Image]) -> list[NDArray[np.float32]]:
        """(height, width, 3) BGR bytes each → the raw output of each."""
        outputs: list[NDArray[np.float32]] = []
        for start in range(0, len(inputs), _streams()):
            requests = [(self._request(), pixels) for pixels in inputs[start : start + _streams()]]
            for request, pixels in requests:
                request.start_async([pixels[None]], share_inputs=True)
            for request, _ in requests:
                request.wait()
                outputs.append(request.get_output_tensor(0).data[0].copy())
                self._idle.append(request)
        return outputs

    def _request(self) -> Any:
        """One that no other thread uses; there are as many as were ever needed at once."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._compiled.create_infer_request()


def _streams() -> int:
    return min(MAX_STREAMS, len(os.sched_getaffinity(0)))


def _open(path: Path, core: Any) -> tuple[Any, ModelCard]:
    """The network and its card, from a folder or from an ONNX file that holds its metadata."""
    if path.suffix == ".onnx":
        network = _read(path, core)
        return network, read_card(_onnx_metadata(network), path)
    card = read_card(_folder_metadata(path), path)  # before the weights: it costs nothing
    return _read(_only(path, "*.xml"), core), card


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1 or not found[0].with_suffix(".bin").is_file():
        raise ModelRefused(
            f"{folder}: an exported model is one .xml file with its .bin file beside it; "
            f"here are {', '.join(sorted(p.name for p in folder.iterdir())) or 'no files'}. "
            "Copy the whole folder again."
        )
    return found[0]


def _folder_metadata(folder: Path) -> Mapping[str, Any]:
    file = folder / "metadata.yaml"
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ModelRefused(
            f"{file}: cannot be read ({type(error).__name__}); without it the model's classes are "
            "unknown. Copy the whole exported folder again."
        ) from error
    return content if isinstance(content, Mapping) else {}


def _onnx_metadata(network: Any) -> Mapping[str, Any]:
    """Empty where the file was not exported by Ultralytics; the card then refuses it."""
    if not network.has_rt_info(["framework"]):
        return {}
    return dict(network.get_rt_info(["framework"]).value)


def _read(file: Path, core: Any) -> Any:
    try:
        return core.read_model(file)
    except RuntimeError as error:
        raise _unusable(file, error) from error


def _compile(network: Any, size: Size) -> Any:
    """Take BGR bytes as they are; OpenVINO scales and reorders them (about 1.5 ms an image less).

    A dynamic export is fixed to one image: static shapes are faster on a CPU.
    """
    import openvino

    network.reshape([1, 3, *size])
    steps = openvino.preprocess.PrePostProcessor(network)
    given = steps.input().tensor().set_element_type(openvino.Type.u8)
    given.set_layout(openvino.Layout("NHWC"))
    given.set_color_format(openvino.preprocess.ColorFormat.BGR)
    change = steps.input().preprocess().convert_element_type(openvino.Type.f32)
    change.convert_color(openvino.preprocess.ColorFormat.RGB).scale(255.0)
    steps.input().model().set_layout(openvino.Layout("NCHW"))
    settings = {"NUM_STREAMS": _streams(), "INFERENCE_NUM_THREADS": _streams()}
    return openvino.Core().compile_model(steps.build(), "CPU", settings)


def _unusable(path: Path, error: Exception) -> ModelRefused:
    reason = str(error).strip().splitlines()[-1]
    return ModelRefused(
        f"{path}: OpenVINO cannot open this model ({reason}). "
        "Export it again with Ultralytics: yolo export format=openvino batch=1"
    )
