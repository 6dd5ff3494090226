"""Which incidents a list shows: by state, venue, period, and whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date

from command_center.incidents.models import Incident
from command_center.incidents.state import State
from command_center.people.models import Agent

OPEN, ALL = "open", "all"


@dataclass(frozen=True, slots=True)
class Sieve:
    """`state` is one of them, “open” for all that is not closed, or “all”. Days are inclusive."""

    state: str = OPEN
    venue: int | None = None
    is_mine: bool = False
    from_day: date | None = None
    to_day: date | None = None

    @classmethod
    def of(cls, given: QueryDict) -> "Sieve":
        state, venue = given.get("state", ""), given.get("venue", "")
        is_number = venue.isascii() and venue.isdecimal() and len(venue) < 18
        return cls(
            state if state in {ALL, *State.values} else OPEN,
            int(venue) if is_number else None,
            given.get("mine") == "1",
            _day(given.get("from", "")),
            _day(given.get("to", "")),
        )

    def within(self, found: "QuerySet[Incident]", reader: Agent) -> "QuerySet[Incident]":
        """Of any state."""
        if self.venue is not None:
            found = found.filter(venue=self.venue)
        if self.is_mine:
            found = found.filter(Q(assigned_to=reader) | Q(opened_by=reader))
        if self.from_day:
            found = found.filter(since__gte=_start(self.from_day))
        if self.to_day:
            found = found.filter(since__lt=_start(self.to_day) + timedelta(days=1))
        return found

    def of_state(self, found: "QuerySet[Incident]") -> "QuerySet[Incident]":
        if self.state == ALL:
            return found
        if self.state == OPEN:
            return found.exclude(state=State.CLOSED)
        return found.filter(state=self.state)

    def query(self, **other: str) -> str:
        """As an address says it; `other` instead."""
        said = {
            "state": self.state if self.state != OPEN else "",
            "venue": str(self.venue or ""),
            "mine": "1" if self.is_mine else "",
            "from": str(self.from_day or ""),
            "to": str(self.to_day or ""),
            **other,
        }
        return urlencode({name: value for name, value in said.items() if value})


def counts(found: "QuerySet[Incident]") -> Mapping[str, int]:
    """By state, and of “open” and “all”; one question."""
    rows = found.order_by().values_list("state").annotate(Count("pk"))
    by_state = dict.fromkeys(State.values, 0) | dict(rows)
    every = sum(by_state.values())
    return {OPEN: every - by_state[State.CLOSED], **by_state, ALL: every}


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # of the right form, and no day
        return None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
