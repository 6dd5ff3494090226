"""The rules that forbid to empty a table, switched off and on: only tests empty tables."""

from django.db import connection

RULES = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger
    WHERE NOT tgisinternal AND tgtype & 32 > 0
"""
"""32: TRUNCATE (pg_trigger.h)."""


def emptying(*, allowed: bool) -> None:
    verb = "DISABLE" if allowed else "ENABLE"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else they wait for the end of a test
        cursor.execute(RULES)
        for table, rule in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} {verb} TRIGGER "{rule}"')
