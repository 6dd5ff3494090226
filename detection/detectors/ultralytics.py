"""Ultralytics on torch: `.pt` checkpoints, on a GPU when there is one."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from detection.boxes import Detection
from detection.detectors import ModelRefused
from detection.frame import Image
from detection.letterbox import letterbox
from detection.model_card import ModelCard, read_card, refuse_mismatch
from detection.ultralytics_settings import prepare
from detection.yolo_output import read_output

GPU_BATCH = 8
"""Images. A GPU does eight nano networks in about the time of two."""


class Ultralytics:
    """Runs a `.pt` file, and an `.onnx` file where ONNX Runtime is installed.

    Loads the network through Ultralytics and reads its raw output itself: Ultralytics' own
    `predict` needs torchvision's compiled NMS, which does not load where torchvision was built
    for CUDA and torch for the CPU, and it may not be shared between threads, as this may.
    """

    needs_weights: ClassVar[bool] = True
    reads_tiles: ClassVar[bool] = True

    @classmethod
    def accepts(cls, path: Path) -> bool:
        return path.suffix == ".pt" or (
            path.suffix == ".onnx" and find_spec("onnxruntime") is not None
        )

    def __init__(self, path: Path) -> None:
        """Raises `ModelRefused` for a file that is no model, or has a class that is not allowed."""
        self._network = _open(path)
        self._card = _card(self._network, path)
        self.labels = frozenset(self._card.names)
        self.input_px: tuple[int, int] | None = self._card.size_px
        self.batch = 1 if self._network.device.type == "cpu" else GPU_BATCH
        # The first run computes the anchors that later runs, in any thread, only read.
        (output,) = self._infer(np.zeros((1, *self._card.size_px, 3), np.uint8))
        refuse_mismatch(self._card, output.shape, path)

    def detect(
        self,
        images: Sequence[Image],
        min_confidence: float,
        long_side_px: int | None = None,  # noqa: ARG002
    ) -> list[list[Detection]]:
        """As `Detector.detect`; all images go through the network at once."""
        if not images:
            return []
        fitted = [letterbox(image, self._card.size_px) for image in images]
        outputs = self._infer(np.stack([pixels for pixels, _ in fitted]))
        return [
            read_output(output, self._card, place, min_confidence)
            for output, (_, place) in zip(outputs, fitted, strict=True)
        ]

    def _infer(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """(n, height, width, 3) BGR bytes → the raw output per image."""
        import torch

        with torch.inference_mode():
            batch = torch.from_numpy(pixels).to(self._network.device)
            batch = batch.flip(-1).permute(0, 3, 1, 2).contiguous().float() / 255
            output = self._network(batch)
            first = output[0] if isinstance(output, list | tuple) else output
            rows: NDArray[np.float32] = first.float().cpu().numpy()
        return rows


def _open(path: Path) -> Any:
    try:
        prepare()
        import torch
        from ultralytics.nn.autobackend import AutoBackend

        device = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")
        return AutoBackend(str(path.absolute()), device=device, verbose=False)
    except (ImportError, PackageNotFoundError) as error:
        raise ModelRefused(
            f"{path}: Ultralytics cannot be used here ({error}). Install torch, torchvision and "
            "ultralytics, or use an OpenVINO export of the model."
        ) from error
    except Exception as error:  # unpickling a file that is no model raises anything
        raise ModelRefused(
            f"{path}: not a model that Ultralytics can open ({type(error).__name__}: "
            f"{str(error).strip().splitlines()[0] if str(error).strip() else 'no reason given'}). "
            "Replace the file by one made by Ultralytics."
        ) from error


def _card(network: Any, path: Path) -> ModelCard:
    """An exported file holds its metadata; a checkpoint keeps the same facts on its network."""
    if network.metadata:
        return read_card(network.metadata, path)
    model = network.model
    facts = {
        "names": dict(network.names),
        "task": getattr(model, "task", None),
        "imgsz": getattr(model, "args", {}).get("imgsz", 640),
        "end2end": network.end2end,
        "kpt_shape": getattr(network, "kpt_shape", None),
    }
    return read_card(facts, path)
