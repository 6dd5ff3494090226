"""Which software and which models run: what a certificate is compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = "detection", "command_center"


@dataclass(frozen=True, slots=True)
class Running:
    """The SHA-256 of the software, and of each model file that a camera's analysis uses."""

    software: str
    models: frozenset[str] = frozenset()

    def is_within(self, certified: "Running") -> bool:
        return self.software == certified.software and self.models <= certified.models


NOTHING_CERTIFIED = Running("")
"""Runs only under orders that name no certificate."""


@cache
def software() -> str:
    """SHA-256 over what this process was started from: the path and digest of each Python file of
    the rooms that find, judge and store events."""
    files = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
    return digest_of(files)


def digest_of(files: Iterable[Path], root: Path = ROOT) -> str:
    whole = sha256()
    for file in files:
        line = f"{sha256(file.read_bytes()).hexdigest()}  {file.relative_to(root).as_posix()}\n"
        whole.update(line.encode())
    return whole.hexdigest()
