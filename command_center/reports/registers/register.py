"""What a register is: columns, rows and totals, for a period, an order and a venue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from command_center.documents import canonical_json, sha256_of
from command_center.law.models import Order
from command_center.venues.models import Venue

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_ROWS = 100_000
"""Of a register, on a page or in a file; a longer one is asked for in shorter periods."""


class TooManyRows(Exception):
    """More than `MOST_ROWS`."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} rows, and a register holds {MOST_ROWS}: shorten the period")
        self.found = found


@dataclass(frozen=True, slots=True)
class Scope:
    """What a register tells of: from `since` to `until`, exclusive; by the clock of `zone`."""

    since: datetime
    until: datetime
    zone: ZoneInfo
    order: Order | None = None
    venue: Venue | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`words`: how its codes are said, in the reader's language."""

    name: str
    label: "StrOrPromise"
    words: Mapping[str, "StrOrPromise"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Total:
    name: str
    label: "StrOrPromise"
    value: int


@dataclass(frozen=True, slots=True)
class Register:
    """`rows` hold codes, whole numbers, texts and instants: the same in every language. `note` says
    what a reader must know where there is nothing to tell."""

    name: str
    title: "StrOrPromise"
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    totals: Sequence[Total]
    note: "StrOrPromise" = ""

    def content(self, scope: Scope) -> dict[str, Any]:
        names = [column.name for column in self.columns]
        return {
            "register": self.name,
            "since": scope.since,
            "until": scope.until,
            "order": scope.order.reference if scope.order else None,
            "venue": scope.venue.name if scope.venue else None,
            "rows": [dict(zip(names, row, strict=True)) for row in self.rows],
            "totals": {total.name: total.value for total in self.totals},
        }

    def json(self, scope: Scope) -> bytes:
        return canonical_json(self.content(scope))

    def sha256(self, scope: Scope) -> str:
        return sha256_of(self.content(scope))


Derive = Callable[[Scope], Register]


def bounded(found: int) -> None:
    """Before the rows are read; raises `TooManyRows`."""
    if found > MOST_ROWS:
        raise TooManyRows(found)
