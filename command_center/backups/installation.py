"""This installation: its version, its database, its key."""

import tomllib

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.crypto import salted_hmac

from command_center.backups.manifest import Origin
from command_center.backups.refusal import BackupRefused

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
VIGIE: str = PROJECT["version"]

CONNECTED = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND coalesce(backend_type, 'client backend') = 'client backend'
"""


def describe() -> Origin:
    applied = MigrationRecorder(connection).applied_migrations()
    return Origin(
        vigie=VIGIE,
        postgresql=server_version(),
        migrations=tuple(sorted(f"{app}.{name}" for app, name in applied)),
        key_mark=key_mark(),
    )


def key_mark() -> str:
    """Tells one SECRET_KEY from another; it does not tell the key."""
    return salted_hmac("command_center.backups", settings.SECRET_KEY).hexdigest()[:16]


def server_version() -> int:
    """The major version of PostgreSQL that answers."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise BackupRefused(
            f"The PostgreSQL of DATABASE_URL does not answer: {str(error).strip()}\n"
            "Start it, or correct the address."
        ) from error
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]


def tables() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def holds_vigie() -> bool:
    return {"django_migrations", "law_order", "alerts_alert"} <= tables()


def others_connected() -> int:
    """Programs that use this database now, besides this one."""
    with connection.cursor() as cursor:
        cursor.execute(CONNECTED)
        return int(cursor.fetchone()[0])


def known_migrations() -> set[str]:
    """Those that this Vigie has, applied or not."""
    on_disk = MigrationLoader(None).disk_migrations
    return {f"{app}.{name}" for app, name in on_disk}
