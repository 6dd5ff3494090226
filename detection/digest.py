"""What a model's file is known by, whatever it is called: its SHA-256."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from detection.detectors import ModelRefused

Expected = Mapping[str, Collection[str]]
"""File or folder in the models' folder → the SHA-256 that may be loaded under that name. What is
not named has never been seen, and may be."""

NOTHING_EXPECTED: Expected = {}

Stamp = tuple[tuple[str, int, int], ...]
"""Each file's name, size and time of change (ns)."""


class ModelChanged(ModelRefused):
    """The file is another than the one that was registered under its name."""

    def __init__(self, path: Path, expected: Collection[str], found: str) -> None:
        registered = " or ".join(sorted(expected)) or "none any more: it was retired"
        super().__init__(
            f"{path}: not loaded, its SHA-256 is not the registered one. Found: {found}. "
            f"Registered: {registered}. Copy the registered file back, or have this one entered "
            "in the register of models."
        )
        self.path, self.expected, self.found = path, frozenset(expected), found


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the listing `sha256sum *` prints of a folder's files.

    Streamed: 1.2 GB/s here, so that an export of 3 MB costs 3 ms and no memory.
    """
    if not path.is_dir():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    listing = "".join(f"{digest(file)}  {file.name}\n" for file in _files(path))
    return hashlib.sha256(listing.encode()).hexdigest()


def checked_digest(path: Path, expected: Expected) -> str:
    """Before the file is opened: a changed checkpoint could run any code. Raises `ModelRefused`."""
    try:
        found = digest(path)
    except OSError as error:
        raise ModelRefused(f"{path}: cannot be read ({error.strerror}).") from error
    if not accepts(expected, path, found):
        raise ModelChanged(path, expected[path.name], found)
    return found


def accepts(expected: Expected, path: Path, sha256: str) -> bool:
    return sha256 in expected.get(path.name, (sha256,))


def size_bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in _files(path))


def stamp(path: Path | None) -> Stamp:
    """Tells without reading anything that a file may have changed; empty where there is none."""
    try:
        stats = [(file.name, file.stat()) for file in _files(path)] if path else []
    except OSError:
        return ()
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
