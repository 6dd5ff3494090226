"""Files that are over age: marked, removed, then their rows with a certificate.

Interrupted anywhere, the next run goes on: a marked row whose file is gone already goes too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from command_center.retention.bucket.bucket import StorageAway
from command_center.retention.bucket.removing import Remover
from command_center.retention.certifying import Going, certify
from command_center.retention.erasing.obstacle import Obstacle
from command_center.retention.folder import OutsideFolder
from command_center.retention.functions import FILE_IS_HELD, HOLDS_LOCK
from command_center.retention.limits import Limit
from command_center.retention.models import StoredFile

BATCH = 200
MARK = f"""
    UPDATE retention_storedfile SET erasing_since = clock_timestamp() WHERE id IN (
        SELECT it.id FROM retention_storedfile AS it
        WHERE it.what = %s AND COALESCE(it.camera_id, -it.venue_id) = ANY (%s)
        AND it.erasing_since IS NULL AND it.captured_from <= %s
        AND retention_due(it.captured_from, %s, %s, %s) <= clock_timestamp()
        AND NOT {FILE_IS_HELD}
        ORDER BY it.captured_from, it.id LIMIT %s FOR UPDATE OF it SKIP LOCKED
    )
"""
MARKED = f"""
    SELECT it.id, {FILE_IS_HELD} FROM retention_storedfile AS it
    WHERE it.erasing_since IS NOT NULL AND NOT it.goes_early AND it.what = %s
    AND COALESCE(it.camera_id, -it.venue_id) = ANY (%s) AND it.id <> ALL (%s)
    ORDER BY it.id LIMIT %s FOR UPDATE OF it SKIP LOCKED
"""


@dataclass
class FileEraser:
    """Of one run; what could not be removed is not tried twice in it."""

    obstacles: dict[int, Obstacle] = field(default_factory=dict)
    _remover: Remover = field(default_factory=Remover)

    def mark(self, limit: Limit) -> int:
        """So that a run which is interrupted says which files it was at."""
        newest_at = timezone.now() - limit.shortest
        terms: list[Any] = [limit.zone, limit.months, limit.hours]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [HOLDS_LOCK])
            scopes: list[Any] = list(limit.scopes)
            cursor.execute(MARK, [limit.what.value, scopes, newest_at, *terms, BATCH])
            return int(cursor.rowcount)

    def erase_marked(self, limit: Limit) -> tuple[int, int]:
        """How many were tried, and how many of them went; 0 where none is left."""
        given = [limit.what.value, list(limit.scopes), list(self.obstacles), BATCH]
        tried, gone = self.erase_found(MARKED, given, lambda going: certify(going, limit))
        return tried, len(gone)

    @transaction.atomic
    def erase_found(
        self, question: str, given: Sequence[Any], certify_all: Callable[[Going], object]
    ) -> tuple[int, list[StoredFile]]:
        """Of what this SQL finds (number, whether it is held): how many were tried, and which of
        them went."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [HOLDS_LOCK])
            cursor.execute(question, given)
            held = dict(cursor.fetchall())
        files = list(StoredFile.objects.filter(pk__in=held).order_by("pk"))
        spared = [one for one in files if held[one.pk] and self._is_there(one)]
        free = StoredFile.objects.filter(pk__in=[one.pk for one in spared])
        free.update(erasing_since=None, goes_early=False)
        gone = [one for one in files if one not in spared and self._remove(one)]
        if gone:
            certify_all(_going(gone))
            StoredFile.objects.filter(pk__in=[one.pk for one in gone]).delete()
        return len(files), gone

    def _remove(self, file: StoredFile) -> bool:
        """Whether it is gone; one that was gone already is."""
        try:
            self._remover.remove(file)
        except StorageAway as error:
            self.obstacles[file.pk] = Obstacle(file.path, error.why)
        except (OSError, OutsideFolder) as error:
            self.obstacles[file.pk] = Obstacle(file.path, str(error))
        return file.pk not in self.obstacles

    def _is_there(self, file: StoredFile) -> bool:
        """One that a hold reached after it was marked, and before it was removed."""
        return self._remover.is_there(file)


def _going(files: list[StoredFile]) -> Going:
    return Going(
        [[file.pk, file.path, file.sha256] for file in files],
        [file.captured_from for file in files],
        sum(file.size_bytes for file in files),
    )
