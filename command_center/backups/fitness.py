"""Whether a backup may be restored here."""

import shutil
from pathlib import Path

from command_center.backups import installation
from command_center.backups.manifest import Manifest
from command_center.backups.refusal import BackupRefused
from command_center.database_role import owns_tables

KEY_FILE = Path("secret_key")
"""Any command of Vigie makes one, this one too: it is no sign of use."""


def check_origin(manifest: Manifest) -> None:
    """Older is well: `migrate` brings it up to date."""
    origin = manifest.origin
    unknown = sorted(set(origin.migrations) - installation.known_migrations())
    if unknown or _number(origin.vigie) > _number(installation.VIGIE):
        detail = f", and its tables have {', '.join(unknown)}" if unknown else ""
        raise BackupRefused(
            f"This backup is of Vigie {origin.vigie}{detail}; here is {installation.VIGIE}, "
            "which does not know them: install that Vigie, or a newer one."
        )
    here = installation.server_version()
    if origin.postgresql > here:
        raise BackupRefused(
            f"This backup is of PostgreSQL {origin.postgresql}, and the server of DATABASE_URL "
            f"is {here}: use one of version {origin.postgresql} or newer."
        )


def check_database(*, replace: bool) -> None:
    tables = installation.tables()
    if tables and not owns_tables():
        raise BackupRefused(
            "Only the owner of the tables may replace them, and DATABASE_URL connects as the "
            "application: set OWNER_DATABASE_URL to the owner's address for this command."
        )
    if tables and not replace:
        raise BackupRefused(
            "The database of DATABASE_URL is not empty: restore into a new one, or replace all "
            "that it holds with --replace."
        )
    if tables and not installation.holds_vigie():
        raise BackupRefused(
            f"The database of DATABASE_URL holds something else ({', '.join(sorted(tables)[:3])}…) "
            "and no Vigie: it is not replaced. Correct the address."
        )
    others = installation.others_connected()
    if others:
        raise BackupRefused(
            f"Other programs use the database ({others} connections): stop web, workers and beat "
            "on every machine, then restore."
        )


def check_state(state: Path, present: list[Path], needed_bytes: int, *, replace: bool) -> None:
    used = [file for file in present if file != KEY_FILE]
    if used and not replace:
        raise BackupRefused(
            f"The state folder {state} is not empty ({used[0]}…): restore into a new one, "
            "or replace its files with --replace."
        )
    free_bytes = shutil.disk_usage(state).free
    if free_bytes < needed_bytes:
        raise BackupRefused(
            f"{free_bytes / 1e9:.1f} GB are free at {state}, and restoring needs "
            f"{needed_bytes / 1e9:.1f} GB: free some space, or use a larger disk."
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
