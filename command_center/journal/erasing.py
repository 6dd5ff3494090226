"""Erasing what is over age: the entries go, their digests and the proof stay."""

from django.db import connection, transaction

from command_center.journal.entry import Entry
from command_center.journal.inserting import seal
from command_center.journal.operation import Log

BATCH = 500


@transaction.atomic
def erase_batch(log: Log) -> int:
    """The oldest of that log; how many went."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_erase(%s, %s)", [log.value, BATCH])
        number = cursor.fetchone()[0]
    if number is None:
        return 0
    erasure = Entry.objects.get(pk=number)
    seal([erasure])
    return int(erasure.detail["count"])
