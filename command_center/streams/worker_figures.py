"""What one worker's process takes of its machine."""

import json
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from prometheus_client import ProcessCollector

SPOOL = "spool"
"""The folder, within the state's, of what was found and is not stored yet."""


@dataclass(frozen=True, slots=True)
class WorkerFigures:
    """`spool_files`: what it found and could not store yet. `memory_bytes` is resident; None where
    the system does not tell it."""

    worker: str
    cameras: int
    cpu_s: float
    memory_bytes: int | None
    spool_files: int
    disk_free_bytes: int

    def to_json(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> "WorkerFigures":
        return cls(**json.loads(text))


def worker_figures(worker: str, cameras: int, state_dir: Path) -> WorkerFigures:
    return WorkerFigures(
        worker,
        cameras,
        round(time.process_time(), 3),
        _resident_bytes(),
        sum(1 for _ in (state_dir / SPOOL).glob("*.json")),
        shutil.disk_usage(state_dir).free,
    )


def _resident_bytes() -> int | None:
    told = {metric.name: metric for metric in ProcessCollector(registry=None).collect()}
    memory = told.get("process_resident_memory_bytes")
    return None if memory is None else int(memory.samples[0].value)
