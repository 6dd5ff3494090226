"""The ways into a table that go round every form: each must meet the same rule."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction

Way = Callable[[models.Model], None]


def by_save(row: models.Model) -> None:
    with transaction.atomic():
        row.save(force_insert=True)


def by_bulk(row: models.Model) -> None:
    with transaction.atomic():
        type(row)._default_manager.bulk_create([row])


def by_sql(row: models.Model) -> None:
    """As anyone with the application's own role could type it."""
    fields = [one for one in row._meta.concrete_fields if not one.primary_key]
    values = [one.get_db_prep_save(one.pre_save(row, add=True), connection) for one in fields]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    with transaction.atomic(), connection.cursor() as cursor:
        table = row._meta.db_table
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id", values)
        row.pk = cursor.fetchone()[0]


WAYS = [by_save, by_bulk, by_sql]
every_way = pytest.mark.parametrize("way", WAYS)


def change_by_save(row: models.Model, **values: Any) -> None:
    changed = type(row)._default_manager.get(pk=row.pk)
    for name, value in values.items():
        setattr(changed, name, value)
    with transaction.atomic():
        changed.save()


def change_by_bulk(row: models.Model, **values: Any) -> None:
    changed = type(row)._default_manager.get(pk=row.pk)
    for name, value in values.items():
        setattr(changed, name, value)
    with transaction.atomic():
        type(row)._default_manager.bulk_update([changed], list(values))


def change_by_update(row: models.Model, **values: Any) -> None:
    with transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**values)


def change_by_sql(row: models.Model, **values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in values.items():
            field = row._meta.get_field(name)
            given = value.pk if isinstance(value, models.Model) else value
            prepared = field.get_db_prep_save(given, connection)  # type: ignore[union-attr]
            cursor.execute(
                f'UPDATE {row._meta.db_table} SET "{field.column}" = %s WHERE id = %s',  # type: ignore[union-attr]
                [prepared, row.pk],
            )


every_change = pytest.mark.parametrize(
    "change", [change_by_save, change_by_bulk, change_by_update, change_by_sql]
)


def delete_by_sql(row: models.Model) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


def empty_by_sql(model: type[models.Model]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
