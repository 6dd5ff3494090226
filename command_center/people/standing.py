"""The people's gate: may an agent see pictures and alerts at an instant, and if not, why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from django.db import connection

from command_center.people.parts_words import part_words

if TYPE_CHECKING:
    from command_center.people.agent import Agent

PARTS = ("designation", "data_protection", "operating")
"""All three are needed: a designation, and a training in each subject."""

QUESTION = """
    SELECT clock.at, had.agent, had.part, had.since, had.until, had.revoked
    FROM (SELECT COALESCE(%s::timestamptz, clock_timestamp()) AS at) AS clock
    LEFT JOIN people_qualifications(%s::bigint[]) AS had ON true
"""


class State(Enum):
    HELD = "held"
    TO_COME = "to_come"
    ENDED = "ended"
    REVOKED = "revoked"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Qualification:
    """A designation or training that the agent had from `since` to `until`, which is exclusive."""

    part: str
    since: datetime
    until: datetime
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three. `at`: until when it is held, from when it will be, or since when no more;
    None where the agent never had it."""

    name: str
    state: State
    at: datetime | None

    @property
    def is_held(self) -> bool:
        return self.state == State.HELD

    @property
    def words(self) -> str:
        return part_words(self.name, self.state.value, self.at)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an agent held at the instant `at`."""

    at: datetime
    parts: Sequence[Part]

    @property
    def is_open(self) -> bool:
        return all(part.is_held for part in self.parts)

    @property
    def until(self) -> datetime | None:
        """The earliest end of what keeps it open; None where it is not."""
        return min(part.at for part in self.parts if part.at) if self.is_open else None

    @property
    def reasons(self) -> Sequence[str]:
        """In words, what is missing or has ended."""
        return [part.words for part in self.parts if not part.is_held]


def standing(agent: "Agent", at: datetime | None = None) -> Standing:
    """Now by PostgreSQL's clock, unless another instant is asked about."""
    return standings([agent], at)[agent.pk]


def standings(agents: Iterable["Agent"], at: datetime | None = None) -> Mapping[int, Standing]:
    """By their numbers, all by one question."""
    numbers = [agent.pk for agent in agents if agent.pk]
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [at, numbers])
        rows = cursor.fetchall()
    had = defaultdict(list)
    for _, number, *qualification in rows:
        had[number].append(Qualification(*qualification))
    return {number: standing_of(had[number], rows[0][0]) for number in numbers}


def standing_of(had: Sequence[Qualification], at: datetime) -> Standing:
    parts = [_part(name, [one for one in had if one.part == name], at) for name in PARTS]
    return Standing(at, parts)


def _part(name: str, had: Sequence[Qualification], at: datetime) -> Part:
    """The best that can be said of it: one that is held before one to come, and that before one
    that has ended."""
    if held := [one.until for one in had if one.since <= at < one.until]:
        return Part(name, State.HELD, max(held))
    if to_come := [one.since for one in had if at < one.since < one.until]:
        return Part(name, State.TO_COME, min(to_come))
    if past := [one for one in had if one.until <= at]:
        last = max(past, key=lambda one: one.until)
        return Part(name, State.REVOKED if last.is_revoked else State.ENDED, last.until)
    return Part(name, State.MISSING, None)
