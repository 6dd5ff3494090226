"""The newest entries whose reason holds some words, by the better of two ways.

Common words are found by reading entries from the newest on; rare ones by the index of words.
PostgreSQL cannot tell which is which of words that are only begun, and the wrong way takes seconds:
some of the newest entries are tried first.
"""

from datetime import timedelta

from django.contrib.postgres.search import SearchVector
from django.db.models import DateTimeField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Concat

from command_center.audit.reason_words import Query
from command_center.journal.models import Entry

FIRST = 500
TRIED = 1000
RARE = 2
"""Fewer than so many in those that were tried: not one in five hundred."""


def by_reason(
    wanted: QuerySet[Entry], others: QuerySet[Entry], then: QuerySet[Entry], query: Query, most: int
) -> list[Entry]:
    """`wanted`: those of the `others` whose reason is as `query` asks. `then`: all entries of the
    same time."""
    first = _newest(others, FIRST)
    found = list(wanted.filter(pk__in=first).order_by("-at", "-id")[:most])
    if len(found) == most or len(first) < FIRST:
        return found
    some = Entry.objects.filter(pk__in=_newest(then, TRIED))
    if having(some, query).count() < RARE:
        return list(wanted.order_by(_UNINDEXED.desc(), "-id")[:most])
    read = others.annotate(words=_UNINDEXED_WORDS).filter(words=query)
    return list(read.order_by("-at", "-id")[:most])


def having(found: QuerySet[Entry], query: Query) -> QuerySet[Entry]:
    return found.annotate(words=SearchVector("reason", config="simple")).filter(words=query)


def _newest(found: QuerySet[Entry], count: int) -> list[int]:
    return list(found.order_by("-at", "-id").values_list("pk", flat=True)[:count])


_UNINDEXED = ExpressionWrapper(F("at") + timedelta(0), output_field=DateTimeField())
"""No index is in this order: it is sorted after the index of words has found what there is."""

_UNINDEXED_WORDS = SearchVector(Concat("reason", Value("")), config="simple")
"""The index of words is not of this: entries are read, and their words looked at."""
