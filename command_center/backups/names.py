"""What lies where in a backup."""

from pathlib import Path

DATABASE = "database.dump"
STATE = "state/"
MANIFEST = "manifest.json"
MANIFEST_SUM = "manifest.json.sha256"


def in_backup(file: Path) -> str:
    """Of a file of the state folder, relative to it."""
    return STATE + file.as_posix()


def in_state(name: str) -> Path | None:
    """The reverse; None for what is no file of the state folder."""
    return Path(name.removeprefix(STATE)) if name.startswith(STATE) else None
