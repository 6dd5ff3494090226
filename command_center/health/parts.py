"""The parts without which nothing works, and which of them are missing."""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now

from command_center.leases.models import Worker
from command_center.leases.placement import ALIVE_S
from command_center.outage import DATABASE_AWAY
from command_center.streams.spared_redis import spared_redis


def known_parts() -> dict[str, bool]:
    """Whether each part is there. What a missing one keeps from being known is left out."""
    known = {"database": _database_answers(), "redis": _redis_answers()}
    if known["database"]:
        known["migrations"] = _tables_are_current()
    if known.get("migrations"):
        known["worker"] = _a_worker_lives()
    return known


def missing_parts() -> list[str]:
    return [name for name, is_there in known_parts().items() if not is_there]


def _redis_answers() -> bool:
    return bool(spared_redis(settings.REDIS_URL).attempt(lambda redis: redis.ping()))


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DATABASE_AWAY:
        return False
    return True


def _tables_are_current() -> bool:
    return _migrations_here() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def _migrations_here() -> frozenset[tuple[str, str]]:
    """Of this program: read from its files once, since they do not change under it."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _a_worker_lives() -> bool:
    return Worker.objects.filter(seen_at__gt=Now() - timedelta(seconds=ALIVE_S)).exists()
