"""Real exports that a test may change, and rows of the register."""

import shutil
from pathlib import Path
from typing import Any

from django.utils import timezone

from command_center.register.models import RegisteredModel

YOLO11N, YOLOV8N = "yolo11n_int8_openvino_model", "yolov8n_int8_openvino_model"


def copy_exports(shared_data: Path, into: Path) -> Path:
    for name in (YOLO11N, YOLOV8N):
        copied = Path(shutil.copytree(shared_data / "weights" / name, into / name))
        for path in (copied, *copied.iterdir()):
            path.chmod(0o755)
    return into


def change_a_byte(folder: Path) -> None:
    (weights,) = folder.glob("*.bin")
    content = bytearray(weights.read_bytes())
    content[1000] ^= 1
    weights.write_bytes(content)


def registered(file: str = YOLO11N, **changes: Any) -> RegisteredModel:
    given = {
        "name": file.removesuffix("_openvino_model"),
        "purpose": "general",
        "sha256": "a1" * 32,
        "size_bytes": 3_440_000,
        "classes": ["car", "person"],
        "entered_at": timezone.now(),
    }
    return RegisteredModel.objects.create(file=file, **given | changes)
