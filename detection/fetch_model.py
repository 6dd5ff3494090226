"""Fetch a model by name: `python -m detection.fetch_model yolo11n var/models`."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from detection.models import GPU, find
from detection.ultralytics_settings import prepare


class NotFetched(Exception):
    """The model could not be had; the message says why and what to do."""


def fetch(name: str, models_dir: Path) -> Path:
    """The model's path; downloaded by Ultralytics, with its own progress bar, when missing.

    On a CPU it is exported to OpenVINO: four to five times faster than torch.
    """
    present = find(name, models_dir)
    if present is not None:
        return present
    if os.environ.get("VIGIE_OFFLINE") == "1":
        raise NotFetched(
            f"Model {name} is not in {models_dir}, and VIGIE_OFFLINE=1 forbids fetching it."
        )
    with tempfile.TemporaryDirectory() as scratch:
        fetched = _download(name, Path(scratch))
        models_dir.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(fetched, models_dir / fetched.name))


def _download(name: str, folder: Path) -> Path:
    try:
        prepare(may_download=True)
        from ultralytics.models import YOLO

        model = YOLO(folder / f"{name}.pt")
        if GPU.exists():
            return folder / f"{name}.pt"
        return Path(model.export(format="openvino"))
    except Exception as error:  # the network and the exporter fail in many ways
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise NotFetched(
            f"Model {name} could not be fetched ({type(error).__name__}: {reason}). "
            "The built-in detector is used; or copy an exported model into the models' folder."
        ) from error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("models_dir", type=Path)
    given = parser.parse_args()
    try:
        print(fetch(given.name, given.models_dir))
    except NotFetched as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
