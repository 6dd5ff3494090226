"""Searching the journal: newest first, page by page, by the indexes of `journal/entry.py`.

A page is found by where the one before it ended. Nothing is counted and nothing is skipped over:
the thousandth page costs what the first one does.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from command_center.audit.by_reason import by_reason, having
from command_center.audit.criteria import Criteria
from command_center.audit.reason_words import query_of
from command_center.journal.models import Entry
from command_center.people.reach import EVERYWHERE, Reach

A_PAGE = 50
EXACT = ("author", "camera", "venue", "operation", "object_kind", "object_id", "session")


@dataclass(frozen=True, slots=True)
class Position:
    """Of an entry among the others: the instant alone may be that of several."""

    at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Raises `ValueError`."""
        at, number = text.rsplit("-", 1)
        return cls(datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), int(number))


@dataclass(frozen=True, slots=True)
class Page:
    """`after`: where the next page begins; None on the last."""

    entries: list[Entry]
    after: Position | None


def search(
    criteria: Criteria,
    after: Position | None = None,
    reach: Reach = EVERYWHERE,
    size: int = A_PAGE,
) -> Page:
    wanted = _from(matching(criteria, reach), after)
    if query := query_of(criteria.reason):
        others = _from(matching(replace(criteria, reason=""), reach), after)
        then = _from(Entry.objects.filter(_within(criteria)), after)
        entries = by_reason(wanted, others, then, query, size + 1)
    else:
        entries = list(wanted.order_by("-at", "-id")[: size + 1])
    more = len(entries) > size
    last = entries[size - 1] if more else None
    return Page(entries[:size], Position(last.at, last.pk) if last else None)


def matching(criteria: Criteria, reach: Reach = EVERYWHERE) -> QuerySet[Entry]:
    """In no order."""
    asked = {name: value for name in EXACT if (value := getattr(criteria, name)) not in {None, ""}}
    found = Entry.objects.filter(reach.of("venue", "camera"), _within(criteria), **asked)
    if criteria.reason:
        query = query_of(criteria.reason)
        found = having(found, query) if query else found.none()
    return found.order_by()


def _from(found: QuerySet[Entry], after: Position | None) -> QuerySet[Entry]:
    if after is None:
        return found
    # Two conditions: the first is one that an index answers.
    return found.filter(at__lte=after.at).exclude(at=after.at, id__gte=after.id)


def _within(criteria: Criteria) -> Q:
    within = Q()
    if criteria.since:
        within &= Q(at__gte=criteria.since)
    if criteria.until:
        within &= Q(at__lt=criteria.until)
    return within
