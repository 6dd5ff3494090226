"""The database by two addresses: its owner migrates; the application owns nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

APPLICATION = "vigie_app"
"""The application's role on an embedded server, without a password: who reaches its socket is
let in as anybody."""


@dataclass(frozen=True, slots=True)
class Addresses:
    owner: str
    application: str

    def of_owner(self) -> Mapping[str, str]:
        """For the environment of what migrates: both, since it grants the other's rights."""
        return {"DATABASE_URL": self.application, "OWNER_DATABASE_URL": self.owner}

    def of_application(self) -> Mapping[str, str]:
        """For the environment of all else: the owner's is not there to be read."""
        return {"DATABASE_URL": self.application, "OWNER_DATABASE_URL": ""}


def addresses(owner: str) -> Addresses:
    """Given that of the owner; DATABASE_URL is the application's where it is set."""
    return Addresses(owner, os.environ.get("DATABASE_URL") or as_application(owner))


def as_application(owner: str) -> str:
    """The same database, by its other role."""
    parts = urlsplit(owner)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{APPLICATION}@{place}"))
