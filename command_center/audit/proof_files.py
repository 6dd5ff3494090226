"""Verifiable files: of the entries that a search found, or of all that the log holds of a period.

`scripts/verify-journal` reads them, with no database and no secret.
"""

import io
from functools import partial

from django.db.models import Max, Min

from command_center.audit.criteria import Criteria
from command_center.audit.export_rows import TooMany
from command_center.audit.searching import matching
from command_center.audit.signing import beside, signed_now
from command_center.journal.export import write_proof, write_selection
from command_center.journal.models import Leaf
from command_center.people.reach import Reach

MOST_PROVEN = 20_000
MOST_OF_A_PERIOD = 100_000
"""More are written by `manage.py journal_export`, which needs no browser to wait for it."""

AT_ITS_EDGES = 500
"""Entries of one instant are placed in another order than they are dated."""


def selection_file(criteria: Criteria, reach: Reach) -> tuple[bytes, int]:
    """And how many entries it holds. Raises `TooMany`, `NotSigned`."""
    found = matching(criteria, reach).values_list("pk", flat=True)
    numbers = list(found.order_by("-at", "-id")[: MOST_PROVEN + 1])
    if len(numbers) > MOST_PROVEN:
        raise TooMany(MOST_PROVEN)
    written = io.BytesIO()
    told = beside(partial(write_selection, written, sorted(numbers)))
    return written.getvalue(), told.entries


def period_file(criteria: Criteria) -> tuple[bytes, int]:
    """All entries of the period, whatever else is asked: nothing can be left out of a stretch of
    the log unseen. Raises `TooMany`, `NotSigned`, `ValueError` where it holds none."""
    signed_now()  # gives places to what has come
    first, last = _edges(criteria)
    if last - first >= MOST_OF_A_PERIOD:
        raise TooMany(MOST_OF_A_PERIOD)
    written = io.BytesIO()
    told = beside(partial(write_proof, written, first, last))
    return written.getvalue(), told.entries


def _edges(criteria: Criteria) -> tuple[int, int]:
    found = matching(Criteria(since=criteria.since, until=criteria.until))
    numbers = found.values_list("pk", flat=True)
    edges = [
        *numbers.order_by("at", "id")[:AT_ITS_EDGES],
        *numbers.order_by("-at", "-id")[:AT_ITS_EDGES],
    ]
    leaves = Leaf.objects.filter(entry__in=edges).aggregate(Min("index"), Max("index"))
    if leaves["index__min"] is None:
        raise ValueError("The log holds no entry of this period.")
    return leaves["index__min"], leaves["index__max"]
