"""What the application may do in PostgreSQL: it owns nothing, and has no right to what is never
done. Its owner grants this after each migration (`health/apps.py`)."""

from collections.abc import Iterable, Iterator
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, models, transaction
from psycopg import sql

from command_center.hard_rule import Never

RIGHTS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
"""Never more: TRUNCATE goes past the rules for rows, TRIGGER past any rule."""

ADDED_TO_ONLY = frozenset({"journal_entry"})
"""Its trigger lets go what is over age, which `journal_erase` removes by its owner's rights."""

UNDONE = {"venues_cameraversion": frozenset({"DELETE"})}
"""A camera that has seen nothing is deleted, and its first version with it."""

OWNS_TABLES = """
    SELECT EXISTS (
        SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND pg_has_role(relowner, 'MEMBER')
    )
"""
"""True for a superuser, and for who may become the owner."""


def rights(model: type[models.Model]) -> frozenset[str]:
    """To its table: less what a rule of it refuses for every row."""
    table = model._meta.db_table
    if table in ADDED_TO_ONLY:
        return frozenset({"SELECT", "INSERT"})
    return RIGHTS - refused(model) | UNDONE.get(table, frozenset())


def refused(model: type[models.Model]) -> frozenset[str]:
    """The operations that its triggers refuse whatever the row is, also those of pgtrigger's own
    that a session may ignore."""
    rules: Iterable[pgtrigger.Trigger] = getattr(model._meta, "triggers", ())
    return frozenset(
        str(operation)
        for rule in rules
        if isinstance(rule, Never) or type(rule) is pgtrigger.Protect
        if rule.condition is None
        for operation in rule.operation or ()
    )


def grant(name: str, password: str = "") -> None:
    """Give that role the application's rights and take all others; make it where it is missing.

    The present connection must be the owner's. All of it, or nothing.
    """
    with transaction.atomic():
        if not _exists(name):
            _make(name, password)
        for statement in _statements(name, connection.settings_dict["NAME"]):
            _execute(statement)


def owns_tables() -> bool:
    """Whether whoever is connected owns the tables: then its rights limit nothing."""
    with connection.cursor() as cursor:
        cursor.execute(OWNS_TABLES)
        return bool(cursor.fetchone()[0])


def _statements(name: str, database: str) -> Iterator[sql.Composed]:
    role, of = sql.Identifier(name), sql.Identifier(database)
    # A temporary table would stand before the true one where a rule looks for it.
    yield sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC, {}").format(of, role)
    yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(role)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role)
    for kind in ("TABLES", "SEQUENCES"):
        all_of = sql.SQL(f"ALL {kind} IN SCHEMA public")
        yield sql.SQL("REVOKE ALL ON {} FROM {}").format(all_of, role)
    yield sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role)
    yield sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}").format(role)
    for table, granted in _tables():
        named = sql.SQL(", ").join(sql.SQL(right) for right in sorted(granted))
        yield sql.SQL("GRANT {} ON {} TO {}").format(named, sql.Identifier(table), role)


def _tables() -> Iterator[tuple[str, frozenset[str]]]:
    """Those that are there: the migrations of a room may have been undone. What is no model's
    is read, for backups: `django_migrations`."""
    granted = {model._meta.db_table: rights(model) for model in _stored_models()}
    granted |= dict.fromkeys(_caches(), RIGHTS)
    for table in sorted(connection.introspection.table_names()):
        yield table, granted.get(table, frozenset({"SELECT"}))


def _caches() -> list[str]:
    backends: Iterable[Any] = settings.CACHES.values()
    return [one["LOCATION"] for one in backends if one["BACKEND"].endswith(".DatabaseCache")]


def _stored_models() -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [name])
        return bool(cursor.fetchone()[0])


def _make(name: str, password: str) -> None:
    """PostgreSQL hears only the password's verifier, and so does its log."""
    role = sql.Identifier(name)
    statement = sql.SQL("CREATE ROLE {} LOGIN").format(role)
    if password:
        statement += sql.SQL(" PASSWORD {}").format(sql.Literal(_verifier(name, password)))
    try:
        _execute(statement)
    except DatabaseError as error:
        raise ImproperlyConfigured(
            f"The role “{name}” of DATABASE_URL is not there, and the role of OWNER_DATABASE_URL "
            f"may not make it ({str(error).strip()}). Make it as an administrator of PostgreSQL: "
            f"CREATE ROLE \"{name}\" LOGIN PASSWORD '…'; then migrate again."
        ) from error


def _verifier(name: str, password: str) -> str:
    connection.ensure_connection()
    link: Any = connection.connection
    return bytes(link.pgconn.encrypt_password(password.encode(), name.encode())).decode()


def _execute(statement: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
