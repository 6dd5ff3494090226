"""Limits: how long each camera's things are kept, by the cap and the most specific rule."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.utils import timezone

from command_center.retention.classes import RetentionClass

QUESTION = "SELECT scope, zone, months, hours, rule_id, cap_id FROM retention_limits(%s)"
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """`scopes` are the cameras that have it, and venues, as negative numbers, for what is of no
    single camera. `hours` None: the whole cap of so many calendar `months` of the `zone`."""

    what: RetentionClass
    zone: str
    months: int
    hours: int | None
    rule_id: int | None
    cap_id: int
    scopes: Sequence[int]

    @property
    def shortest(self) -> timedelta:
        """Nothing younger is over age. A month has 28 days or more, and an hour may be leapt."""
        by_month = timedelta(days=28 * self.months) - A_DAY
        return by_month if self.hours is None else min(by_month, timedelta(hours=self.hours))

    @property
    def from_today(self) -> timedelta:
        """How long what is recorded now is kept."""
        now = timezone.now()
        by_month = now + relativedelta(months=self.months) - now
        return by_month if self.hours is None else min(by_month, timedelta(hours=self.hours))

    @property
    def longest(self) -> timedelta:
        """Everything older is over age."""
        by_month = timedelta(days=31 * self.months) + A_DAY
        return by_month if self.hours is None else min(by_month, timedelta(hours=self.hours))


def limits(what: RetentionClass) -> list[Limit]:
    """Those with the same rule, cap and time zone as one."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [what.value])
        found: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for scope, *terms in cursor.fetchall():
            found[tuple(terms)].append(scope)
    return [Limit(what, *(*terms, sorted(scopes))) for terms, scopes in found.items()]


def due_at(start: datetime, limit: Limit) -> datetime:
    """When it is over age, as PostgreSQL counts it."""
    with connection.cursor() as cursor:
        terms: list[Any] = [start, limit.zone, limit.months, limit.hours]
        cursor.execute("SELECT retention_due(%s, %s, %s, %s)", terms)
        found: datetime = cursor.fetchone()[0]
    return found
