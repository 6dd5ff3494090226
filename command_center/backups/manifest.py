"""What a backup says of itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from command_center.backups.refusal import BackupRefused

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the backup, as it was when it was saved."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The installation that a backup was made of, or that it is to be restored to."""

    vigie: str
    postgresql: int
    """The server's major version."""

    migrations: tuple[str, ...]
    """Those applied, as `law.0001_initial`, in order of their names."""

    key_mark: str
    """Tells whether two installations have the same SECRET_KEY; it does not tell the key."""


@dataclass(frozen=True, slots=True)
class Manifest:
    made_at: datetime
    origin: Origin
    members: Mapping[str, Member]

    def as_json(self) -> bytes:
        record = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(record, indent=1).encode()


def read_manifest(text: bytes) -> Manifest:
    try:
        record = json.loads(text)
        _check_format(record["format"])
        return _manifest(record)
    except (ValueError, TypeError, KeyError) as error:
        raise BackupRefused(f"The manifest of this backup cannot be read ({error}).") from error


def _check_format(number: int) -> None:
    if number > FORMAT:
        raise BackupRefused(
            f"This backup has format {number}, and this Vigie reads up to {FORMAT}: "
            "install the Vigie that made it, or a newer one."
        )


def _manifest(record: dict[str, Any]) -> Manifest:
    origin = dict(record["origin"])
    return Manifest(
        made_at=datetime.fromisoformat(record["made_at"]),
        origin=Origin(**{**origin, "migrations": tuple(origin["migrations"])}),
        members={name: Member(**member) for name, member in record["members"].items()},
    )
