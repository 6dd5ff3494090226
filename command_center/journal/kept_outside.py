"""What is kept outside the database, where its owner cannot rewrite it: signed heads as files.

`STATE_DIR/journal/newest` is the newest head that this machine signed, seconds old;
`STATE_DIR/journal/checkpoints/` holds one file for each checkpoint, and so does the folder of
`JOURNAL_WITNESS_DIR`: a share of another machine, which somebody else administers.
"""

import fcntl
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from command_center.journal.signed_note import SignedNote, read_note

logger = logging.getLogger(__name__)


def newest() -> SignedNote | None:
    """None where this machine has signed none. Raises `BrokenNote` for a damaged one."""
    file = _folder() / "newest"
    return read_note(file.read_text()) if file.exists() else None


def keep_newest(note: SignedNote) -> None:
    """Unless a larger one is kept already: several workers sign."""
    with _one_at_a_time():
        kept = newest()
        if kept is None or kept.size < note.size:
            _write(_folder() / "newest", note.text)


def set_aside(is_continued: Callable[[SignedNote], bool]) -> list[SignedNote]:
    """Those of this machine that the log does not continue, into a folder of their own: for who
    has looked into why. None is removed."""
    aside = _folder() / f"set_aside-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    moved = []
    with _one_at_a_time():
        for file in [_folder() / "newest", *_checkpoint_files()]:
            if file.exists() and not is_continued(note := read_note(file.read_text())):
                aside.mkdir(exist_ok=True)
                file.replace(aside / file.name)
                moved.append(note)
    return moved


def keep_checkpoint(note: SignedNote) -> list[str]:
    """In each folder, unless it is there. What was in the way of that, in words."""
    return [why for folder in checkpoint_folders() if (why := _kept_in(folder, note))]


def kept_checkpoints() -> list[SignedNote]:
    """Of this machine's state folder, smallest first."""
    return [read_note(file.read_text()) for file in _checkpoint_files()]


def checkpoint_folders() -> list[Path]:
    witness = os.environ.get("JOURNAL_WITNESS_DIR")
    return [_folder() / "checkpoints", *([Path(witness)] if witness else [])]


def _checkpoint_files() -> list[Path]:
    folder = _folder() / "checkpoints"
    files = sorted(folder.iterdir()) if folder.exists() else []
    return [file for file in files if not file.name.startswith(".")]


def _kept_in(folder: Path, note: SignedNote) -> str:
    """The witness's folder is not made: one that is not mounted must not look as if it were."""
    file = folder / f"{note.size:012d}-{note.key_id.hex()}"
    try:
        if folder.parent == _folder():
            folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _write(file, note.text)
    except OSError as error:
        return f"{file}: {error.strerror}"
    return ""


def _write(file: Path, text: str) -> None:
    """Whole or not at all, and on the disk before anything relies on it."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    with beside.open("w") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    beside.replace(file)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    _folder().mkdir(parents=True, exist_ok=True)
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    return Path(settings.STATE_DIR) / "journal"
