"""Ultralytics as a library in a closed system: no telemetry, no installing, nothing in the home."""

import os
from pathlib import Path


def prepare(*, may_download: bool = False) -> None:
    """Call before `ultralytics` is first imported: it reads all of this at import.

    Its settings go to `STATE_DIR`/ultralytics. A checkpoint is a pickle, which can run any code;
    `ULTRALYTICS_SAFE_LOAD` admits the classes that models are made of and no other.
    """
    folder = Path(os.environ.get("STATE_DIR", "var")).absolute() / "ultralytics"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("YOLO_CONFIG_DIR", str(folder))
    os.environ["ULTRALYTICS_SAFE_LOAD"] = "true"
    os.environ["YOLO_AUTOINSTALL"] = "false"
    if not may_download:
        os.environ["YOLO_OFFLINE"] = "true"
    from ultralytics.utils import SETTINGS

    if SETTINGS["sync"]:
        SETTINGS["sync"] = False  # its word for usage statistics sent to its maker
