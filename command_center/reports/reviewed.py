"""Alerts with the verdicts that people gave, as far as they were known at an instant."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from command_center.alerts.models import Alert, Verdict

UNREVIEWED = "unreviewed"
AT_ONCE = 2000
COLUMNS: list[Any] = [
    *("pk", "order__reference", "camera_id", "camera__name", "kind", "started_at"),
    *("raised_at", "software", "models"),
]
SAID: list[Any] = [
    *("agent__username", "at", "outcome", "cause", "follow_up", "note", "withdrawal__at")
]
"""As the fields of `Reviewed` and `Given`."""


@dataclass(frozen=True, slots=True)
class Given:
    """One verdict; by whom. `withdrawn_at` None: it stands."""

    agent: str
    at: datetime
    outcome: str
    cause: str
    follow_up: str
    note: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One alert and all that was said of it, the first first; of what was not taken back, the last
    holds."""

    number: int
    order: str
    camera_id: int
    camera: str
    kind: str
    started_at: datetime
    raised_at: datetime
    software: str
    models: Sequence[str]
    said: Sequence[Given]

    @property
    def verdicts(self) -> Sequence[Given]:
        """Those that were not taken back."""
        return [one for one in self.said if one.withdrawn_at is None]

    @property
    def holding(self) -> Given | None:
        return next((one for one in reversed(self.said) if one.withdrawn_at is None), None)

    @property
    def outcome(self) -> str:
        return self.holding.outcome if self.holding else UNREVIEWED

    @property
    def delay_s(self) -> int | None:
        """From when an agent could see the alert to the first verdict; whole seconds."""
        if not self.verdicts:
            return None
        return max(0, int((self.verdicts[0].at - self.raised_at).total_seconds()))


def reviewed(alerts: "QuerySet[Alert]", as_of: datetime | None = None) -> list[Reviewed]:
    """Of these alerts, by their instants; without what came after `as_of`."""
    known = alerts if as_of is None else alerts.filter(raised_at__lte=as_of)
    rows = list(known.order_by("started_at", "pk").values_list(*COLUMNS))
    verdicts = _verdicts([row[0] for row in rows], as_of)
    return [Reviewed(*(*row, verdicts.get(row[0], ()))) for row in rows]


def _verdicts(alert_ids: Sequence[int], as_of: datetime | None) -> dict[int, list[Given]]:
    """Some at a time: by one subquery PostgreSQL expects few, and a nested loop took ten times as
    long."""
    found: dict[int, list[Given]] = defaultdict(list)
    for first in range(0, len(alert_ids), AT_ONCE):
        given = Verdict.said.filter(alert__in=alert_ids[first : first + AT_ONCE])
        if as_of is not None:
            given = given.filter(at__lte=as_of)
        for row in given.order_by("pk").values_list("alert_id", *SAID):
            found[row[0]].append(_given(Given(*row[1:]), as_of))
    return found


def _given(one: Given, as_of: datetime | None) -> Given:
    """What was taken back after `as_of` stood then."""
    if as_of and one.withdrawn_at and one.withdrawn_at > as_of:
        return replace(one, withdrawn_at=None)
    return one
