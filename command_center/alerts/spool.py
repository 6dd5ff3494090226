"""What was found waits on disk until it is stored: through a database or a worker that is away."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from command_center.alerts.found import Found

MOST_KEPT = 10_000
"""Files of a kilobyte. A database that is away for so long that this is full is known by then."""

logger = logging.getLogger(__name__)


class Spool:
    """A folder of one worker's machine, a file for each sighting. For several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, found: Found) -> None:
        """Written and synced before anything else is done with it.

        A disk that is full or read-only must not stop an alert: it is said, and it goes on.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if sum(1 for _ in self._folder.iterdir()) >= MOST_KEPT:
                raise OSError(f"{MOST_KEPT} wait already")
            _write(self._file(found.uid), found.to_json())
        except OSError as error:
            logger.error(
                "%s: “%s” by camera %s cannot wait on disk (%s): if the database is away too, it "
                "is lost. Make room on the disk.",
                self._folder,
                found.kind,
                found.camera_id,
                error,
            )

    def forget(self, uid: UUID) -> None:
        try:
            self._file(uid).unlink(missing_ok=True)
        except OSError as error:
            logger.warning("%s: %s", self._folder, error)  # told again, stored once all the same

    def waiting(self) -> Iterator[Found]:
        """What is not known to be stored, the oldest first. A file that is none is set aside."""
        for file in sorted(self._folder.glob("*.json"), key=_age):
            try:
                yield Found.from_json(file.read_text(encoding="utf-8"))
            except FileNotFoundError:
                continue  # stored meanwhile
            except (ValueError, KeyError, TypeError) as error:
                _set_aside(file, error)

    def set_aside(self, uid: UUID, why: Exception) -> None:
        """It cannot be stored, today or tomorrow: the others must not wait for it."""
        _set_aside(self._file(uid), why)

    def _file(self, uid: UUID) -> Path:
        return self._folder / f"{uid}.json"


def _set_aside(file: Path, why: Exception) -> None:
    logger.error("%s cannot be stored (%r); it is set aside, look at it.", file, why)
    file.replace(file.with_suffix(".refused"))


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _write(file: Path, text: str) -> None:
    """Whole or not at all."""
    draft = file.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
