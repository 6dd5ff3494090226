"""How the journal is: for the health page, the banners and whoever else must be loud."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from command_center.journal.checkpoint import Checkpoint
from command_center.journal.discrepancy import Discrepancy, unsettled
from command_center.journal.entry import Entry
from command_center.journal.unplaced import refused_count
from command_center.journal.waiting import WaitingEntry

PLACED_WITHIN = timedelta(minutes=1)
"""It takes two seconds where a worker runs."""

SIGNED_WITHIN = timedelta(hours=2)
"""It is done each hour."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`waiting_since`: the oldest entry that has no place, where it has waited too long."""

    broken: Discrepancy | None
    refused: int
    waiting_since: datetime | None
    signed_at: datetime | None
    signed_size: int

    @property
    def is_signed_lately(self) -> bool:
        return self.signed_at is not None and timezone.now() - self.signed_at < SIGNED_WITHIN


def condition() -> Condition:
    last = Checkpoint.objects.first()
    return Condition(
        unsettled(),
        refused_count(),
        _waiting_since(),
        last.at if last else None,
        last.size if last else 0,
    )


def _waiting_since() -> datetime | None:
    numbers = WaitingEntry.objects.filter(is_refused=False).order_by("entry")
    first = Entry.objects.filter(id__in=list(numbers.values_list("entry", flat=True)[:1])).first()
    is_late = first is not None and timezone.now() - first.at > PLACED_WITHIN
    return first.at if first is not None and is_late else None
