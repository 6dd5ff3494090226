"""Entries without a place in the log: named in each export, and loudly where they are told."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Exists, OuterRef

from command_center.journal.entry import Entry
from command_center.journal.leaf import Leaf
from command_center.journal.record import FIELDS, record
from command_center.journal.waiting import WaitingEntry, is_sealed

Line = dict[str, object]


def unplaced_lines(first: int = 0, last: int | None = None) -> Iterator[Line]:
    """All that wait or were refused; and those without a seal, by their numbers from the first to
    the last."""
    yield from _waiting(WaitingEntry.objects.order_by("entry").iterator())
    placed = Exists(Leaf.objects.filter(entry=OuterRef("id")))
    waiting = Exists(WaitingEntry.objects.filter(entry=OuterRef("id")))
    unsealed = Entry.objects.filter(~placed, ~waiting, id__gte=first).order_by("id")
    if last is not None:
        unsealed = unsealed.filter(id__lte=last)
    for values in unsealed.values(*FIELDS).iterator():
        yield _line(values["id"], "unsealed", record(values))


def unplaced_of(numbers: Sequence[int]) -> Iterator[Line]:
    """Of these."""
    sealed = WaitingEntry.objects.filter(entry__in=numbers).order_by("entry")
    yield from _waiting(sealed)
    known = set(sealed.values_list("entry", flat=True))
    placed = set(Leaf.objects.filter(entry__in=numbers).values_list("entry", flat=True))
    for number in sorted(set(numbers) - known - placed):
        if found := _record(number):
            yield _line(number, "unsealed", found)


def refused_count() -> int:
    return WaitingEntry.objects.filter(is_refused=True).count()


def _waiting(entries: Iterable[WaitingEntry]) -> Iterator[Line]:
    """Whoever exports has the secret, and looks at each seal."""
    for one in entries:
        found = _record(one.entry)
        is_ours = found is not None and is_sealed(found, bytes(one.seal)) and not one.is_refused
        yield _line(one.entry, "waiting" if is_ours else "refused", found)


def _record(number: int) -> bytes | None:
    values = Entry.objects.filter(pk=number).values(*FIELDS).first()
    return record(values) if values else None


def _line(number: int, why: str, found: bytes | None) -> Line:
    return {"unplaced": number, "why": why, "record": found.decode() if found else None}
