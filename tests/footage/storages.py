"""Real storages for the folder of footage that are full, or hang. Only root mounts them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_storage(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system in memory that takes no more."""
    place.mkdir(parents=True)
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


class Freezing:
    """A file system in a file: while it is frozen, whoever writes waits."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def freeze(self) -> None:
        subprocess.run(["fsfreeze", "-f", str(self.place)], check=True)

    def thaw(self) -> None:
        subprocess.run(["fsfreeze", "-u", str(self.place)], check=True)


@contextmanager
def freezing_storage(place: Path, image: Path) -> Iterator[Freezing]:
    if not shutil.which("fsfreeze") or not shutil.which("mkfs.ext4"):
        pytest.skip("no storage can be frozen here: install util-linux and e2fsprogs")
    place.mkdir(parents=True)
    with image.open("wb") as file:
        file.truncate(64_000_000)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    _mount("-o", "loop", str(image), str(place))
    try:
        yield Freezing(place)
    finally:
        subprocess.run(["fsfreeze", "-u", str(place)], check=False, capture_output=True)
        subprocess.run(["umount", "-l", str(place)], check=True)


def _mount(*words: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root mounts a storage: run this test as root")
    done = subprocess.run(["mount", *words], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no storage can be mounted here: {done.stderr.strip()}")
