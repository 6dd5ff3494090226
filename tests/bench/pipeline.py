"""Frames per second of the whole pipeline and of its parts, on one clip, in one run.

    MODELS_DIR=… python -m tests.bench.pipeline FILM [--scene SCENE.json] [--rounds 3]

The parts take turns, so that a machine that grows slower is slower for all; medians are printed.
"""

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from detection.frame import Image
from detection.letterbox import letterbox
from detection.model_set import ModelSet
from detection.models import EXPORT, find, open_model
from detection.pipeline import Pipeline
from detection.scene import Scene, read_scene
from detection.source.recording import Recording

EVERY_FRAME_PER_S = 1000.0
BASELINE = "YOLO.track"

QUIET: dict[str, Any] = {"check": False, "capture_output": True}

Pass = Callable[[], int]
"""Goes through the clip once; returns how many frames it handled."""


def main() -> None:
    given = _arguments()
    model = find("yolo11n", Path(os.environ.get("MODELS_DIR", "var/models")))
    if model is None or not model.name.endswith(EXPORT):
        sys.exit("No OpenVINO export of yolo11n: name its folder in MODELS_DIR.")
    scene = read_scene(given.scene, given.film) if given.scene else Scene(frozenset(), ())
    passes = {
        "bare decode": lambda: _decode(given.film),
        "bare OpenVINO": _inference(given.film, model),
        "whole pipeline": _pipeline(given.film, model, scene),
        "… two at once": _at_once(2, _pipeline(given.film, model, scene)),
    }
    track = track_pass(given.film, model)
    if track:
        passes[BASELINE] = track
    _print(given.film, _rates(passes, given.rounds))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("film", type=Path)
    parser.add_argument("--scene", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _decode(film: Path) -> int:
    return sum(1 for _ in Recording(film, EVERY_FRAME_PER_S))


def _inference(film: Path, model: Path) -> Pass:
    """The network alone, as OpenVINO sets itself up for one image at a time."""
    import openvino

    compiled = openvino.compile_model(
        next(model.glob("*.xml")), "CPU", {"PERFORMANCE_HINT": "LATENCY"}
    )
    frames = itertools.islice(Recording(film, EVERY_FRAME_PER_S), 60)
    inputs = [_network_input(frame.image) for frame in frames]
    compiled(inputs[0])

    def infer() -> int:
        for pixels in inputs:
            compiled(pixels)
        return len(inputs)

    return infer


def _network_input(image: Image) -> "np.typing.NDArray[np.float32]":
    fitted, _ = letterbox(image, (640, 640))
    return np.ascontiguousarray(fitted[None, ..., ::-1].transpose(0, 3, 1, 2), np.float32) / 255


def _pipeline(film: Path, model: Path, scene: Scene) -> Pass:
    detector = open_model(model).detector

    def analyse() -> int:
        pipeline, frames = Pipeline(ModelSet(detector), scene.zones), 0
        for frame in Recording(film, EVERY_FRAME_PER_S):
            pipeline.analyse(frame, scene.kinds)
            frames += 1
        return frames

    return analyse


def _at_once(count: int, go: Pass) -> Pass:
    """As a worker that watches several cameras does; the frames of all are counted."""

    def together() -> int:
        with ThreadPoolExecutor(count) as threads:
            return sum(threads.map(lambda _: go(), range(count)))

    return together


def track_pass(film: Path, model: Path) -> Pass | None:
    """The loop that Ultralytics' own documentation shows, on the same export."""
    try:
        from detection.ultralytics_settings import prepare

        prepare()
        _ensure_nms()
        from ultralytics.models import YOLO
    except ImportError as error:
        print(f"{BASELINE} cannot run here: {error}", file=sys.stderr)
        return None
    yolo = YOLO(model, task="detect")
    options = {"stream": True, "tracker": "bytetrack.yaml", "verbose": False, "imgsz": 640}
    return lambda: sum(1 for _ in yolo.track(str(film), **options))


def _ensure_nms() -> None:
    """Where torchvision was built for CUDA and torch for the CPU, its NMS does not load.

    Ultralytics' own, in torch, then takes its place: the loop runs, a little slower.
    """
    if not subprocess.run([sys.executable, "-c", "import torchvision"], **QUIET).returncode:
        return
    from ultralytics.utils.nms import TorchNMS

    torchvision = ModuleType("torchvision")
    torchvision.ops = SimpleNamespace(nms=TorchNMS.nms)
    sys.modules["torchvision"] = torchvision
    print("torchvision's NMS does not load here: Ultralytics' own is used.", file=sys.stderr)


def _rates(passes: dict[str, Pass], rounds: int) -> dict[str, list[float]]:
    """Frames a second of each round, by name."""
    rates: dict[str, list[float]] = {name: [] for name in passes}
    for _ in range(rounds):
        for name, go in passes.items():
            rates[name].append(_timed(go))
    return rates


def _timed(go: Pass) -> float:
    start_s = time.perf_counter()
    frames = go()
    return frames / (time.perf_counter() - start_s)


def _print(film: Path, rates: dict[str, list[float]]) -> None:
    medians = {name: statistics.median(found) for name, found in rates.items()}
    base = BASELINE if BASELINE in medians else "bare OpenVINO"
    print(f"{film.name}, {os.cpu_count()} cores; × is against {base}")
    print(f"{'':16} {'frames/s':>9} {'lowest':>8} {'highest':>8} {'×':>6}")
    for name, found in rates.items():
        print(
            f"{name:16} {medians[name]:9.1f} {min(found):8.1f} {max(found):8.1f} "
            f"{medians[name] / medians[base]:6.2f}"
        )


if __name__ == "__main__":
    main()
