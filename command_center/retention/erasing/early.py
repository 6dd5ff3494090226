"""Recordings that go before their time, since there is no room: the oldest of all cameras first.

Never clips or exports, nothing that is held, nothing of the last minutes: PostgreSQL refuses it.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from command_center.retention.certifying import Going, certify_early
from command_center.retention.early_rules import IS_FREE_EARLY
from command_center.retention.erasing.files import BATCH, FileEraser
from command_center.retention.functions import FILE_IS_HELD, HOLDS_LOCK
from command_center.retention.models import ErasureCertificate, StoredFile

MARK_OLDEST = f"""
    UPDATE retention_storedfile SET erasing_since = clock_timestamp(), goes_early = true
    WHERE id IN (
        SELECT oldest.id FROM (
            SELECT free.id, sum(free.size_bytes) OVER (ORDER BY free.captured_from, free.id)
                - free.size_bytes AS before
            FROM (
                SELECT it.id, it.captured_from, it.size_bytes FROM retention_storedfile AS it
                WHERE {IS_FREE_EARLY}
                ORDER BY it.captured_from, it.id LIMIT %s FOR UPDATE OF it
            ) AS free
        ) AS oldest WHERE oldest.before < %s
    )
"""
"""Not one more than is needed. What another one is erasing is waited for, and not skipped."""

MARKED_EARLY = f"""
    SELECT it.id, {FILE_IS_HELD} FROM retention_storedfile AS it
    WHERE it.erasing_since IS NOT NULL AND it.goes_early AND it.id <> ALL (%s)
    ORDER BY it.captured_from, it.id LIMIT %s FOR UPDATE OF it SKIP LOCKED
"""


@dataclass
class EarlyEraser:
    """Of one run; `words`: what its certificates say of why."""

    words: str
    files: FileEraser = field(default_factory=FileEraser)

    def mark(self, wanted_bytes: int) -> int:
        """The oldest ones, until so much goes with them; how many."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [HOLDS_LOCK])
            cursor.execute(MARK_OLDEST, [BATCH, wanted_bytes])
            return int(cursor.rowcount)

    def erase_marked(self) -> tuple[int, list[StoredFile]]:
        """How many were tried, and which of them went; 0 where none is left."""
        given = [list(self.files.obstacles), BATCH]
        return self.files.erase_found(MARKED_EARLY, given, self._certify)

    def _certify(self, going: Going) -> ErasureCertificate:
        return certify_early(going, self.words)


def words_of(footage_bytes: int, capacity_bytes: int) -> str:
    told = _(
        "Footage took %(taken)s of the %(capacity)s that it may take: the oldest recordings of all "
        "cameras went, whatever the rules would have let stay longer."
    )
    given = {"taken": footage_bytes, "capacity": capacity_bytes}
    return told % {name: filesizeformat(value) for name, value in given.items()}
