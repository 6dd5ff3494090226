"""A YOLO11n that learnt nothing: `python untrained.py FOLDER CLASS… [--export]`.

Real network, real checkpoint, real export; only its weights are chance. Runs as a process of its
own: exporting changes settings all over torch.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

SIZE_PX = 320


def make(folder: Path, *arguments: str) -> Path:
    """Run this file: `untrained.pt`, and with `--export` its two exports, into `folder`."""
    here = Path(__file__).resolve()
    made = subprocess.run(
        [sys.executable, str(here), str(folder), *arguments],
        env={**os.environ, "PYTHONPATH": str(here.parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return folder


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--export", action="store_true")
    given = parser.parse_args()
    os.environ["STATE_DIR"] = str(given.folder)
    checkpoint = given.folder / "untrained.pt"
    _save(checkpoint, given.names)
    if given.export:
        _export(checkpoint)


def _save(checkpoint: Path, names: list[str]) -> None:
    from detection.ultralytics_settings import prepare

    prepare()
    import torch
    from ultralytics.nn.tasks import DetectionModel

    torch.manual_seed(7)
    network = DetectionModel("yolo11n.yaml", nc=len(names), verbose=False)
    _wake(network)
    network.names = dict(enumerate(names))
    network.task = "detect"
    facts = {"imgsz": SIZE_PX, "task": "detect"}
    torch.save({"model": network, "train_args": facts}, checkpoint)


def _wake(network: object) -> None:
    """Fresh weights answer nothing at all: let them see noise, and not begin so doubtful."""
    import torch

    for layer in network.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            layer.momentum = None  # a plain mean of what it sees
    network.train()
    with torch.no_grad():
        for _ in range(4):
            network(torch.rand(4, 3, SIZE_PX, SIZE_PX))
        for branch in network.model[-1].cv3:
            branch[-1].bias.fill_(-2.0)
            branch[-1].weight.mul_(3.0)
    network.eval()


def _export(checkpoint: Path) -> None:
    from ultralytics.models import YOLO

    for form in ({"format": "openvino"}, {"format": "onnx", "simplify": False}):
        YOLO(checkpoint).export(**form, imgsz=SIZE_PX)


if __name__ == "__main__":
    main()
