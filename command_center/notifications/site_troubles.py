"""Looks whether the site has a trouble that channels are told of, and keeps since when."""

from collections.abc import Iterator

from django.utils import timezone

from command_center.journal.condition import condition
from command_center.notifications.trouble import Subject, Trouble
from command_center.retention.disk_alarm import alarm
from command_center.retention.disk_watch import disk_watch


def look_for_troubles() -> None:
    """New ones are noted, those that are over end. Two at once note the same once."""
    found = dict(_troubles())
    open_ones = Trouble.objects.filter(ended_at=None)
    open_ones.exclude(subject__in=found).update(ended_at=timezone.now())
    known = set(open_ones.values_list("subject", flat=True))
    Trouble.objects.bulk_create(
        [
            Trouble(subject=subject, severity=severity)
            for subject, severity in found.items()
            if subject not in known
        ],
        ignore_conflicts=True,
    )


def _troubles() -> Iterator[tuple[Subject, str]]:
    if (told := alarm(disk_watch())) is not None:
        yield Subject.DISK, told.severity
    journal = condition()
    if journal.broken or journal.refused or journal.waiting_since:
        yield Subject.JOURNAL, "high"
