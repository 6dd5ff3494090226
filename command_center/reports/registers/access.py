"""The register of the persons with access (Loi n° 2023-380, art. 10, VIII)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Designation, Training
from command_center.people.service import Service
from command_center.reports.registers.register import Column, Register, Scope, Total, bounded
from command_center.reports.words import ACCESS_LABELS, REGISTER_TITLES

COLUMNS = [
    Column("agent", _("Agent")),
    Column("of", _("What"), ACCESS_LABELS),
    Column("since", _("From")),
    Column("until", _("To")),
    Column("by", _("Designated or taught by")),
    Column("service", _("Service"), dict(Service.choices)),
    Column("scope", _("Scope or evidence")),
    Column("entered_by", _("Entered by")),
    Column("entered_at", _("Entered")),
    Column("revoked_by", _("Revoked by")),
    Column("revoked_at", _("Revoked")),
    Column("reason", _("Reason")),
]
OF_THE_WHOLE = _("Of the whole installation: a designation names its scope in words.")
HAD_ACCESS = """
    WITH held AS (
        SELECT agent, part, range_agg(tstzrange(since, until)) AS instants
        FROM people_qualifications(ARRAY(SELECT id FROM people_agent)) WHERE since < until
        GROUP BY agent, part
    )
    SELECT people_agent.username, unnest(one.instants * two.instants * three.instants)
    FROM held AS one JOIN held AS two USING (agent) JOIN held AS three USING (agent)
    JOIN people_agent ON people_agent.id = agent
    WHERE one.part = 'designation' AND two.part = 'data_protection' AND three.part = 'operating'
    ORDER BY 1, 2
"""
"""Designated and trained twice at once: as `people_may_see`."""


def access(scope: Scope) -> Register:
    """What touches the period: who had access from when to when, and by which designations and
    trainings. Of the whole installation: a designation names a scope in words."""
    rows = sorted(
        [*_periods(scope), *_designations(scope), *_trainings(scope)],
        key=lambda row: (row[0], row[1] != "access", row[2]),
    )
    bounded(len(rows))
    note = OF_THE_WHOLE if scope.order or scope.venue else ""
    title = REGISTER_TITLES["access"][0]
    return Register("access", title, COLUMNS, rows, _totals(rows, scope), note)


def _periods(scope: Scope) -> Iterator[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(HAD_ACCESS)
        for agent, held in cursor.fetchall():
            if held.lower < scope.until and held.upper > scope.since:
                yield [agent, "access", held.lower, held.upper, *[""] * 4, None, "", None, ""]


def _designations(scope: Scope) -> Iterator[Sequence[Any]]:
    for one in Designation.objects.select_related("agent", "entered_by", "revoked_by"):
        since = max(one.starts_at, one.entered_at)
        if _touches(scope, since, one):
            said = [one.authority, one.service, one.scope]
            yield [one.agent.username, "designation", since, _until(one), *said, *_kept(one)]


def _trainings(scope: Scope) -> Iterator[Sequence[Any]]:
    for one in Training.objects.select_related("agent", "entered_by", "revoked_by"):
        if _touches(scope, one.entered_at, one):
            evidence = f"{one.given_on:%Y-%m-%d} · {one.evidence}"
            said = [one.provider, "", evidence]
            yield [one.agent.username, one.subject, one.entered_at, _until(one), *said, *_kept(one)]


def _until(one: Designation | Training) -> datetime:
    return min(one.ends_at, one.revoked_at or one.ends_at)


def _touches(scope: Scope, since: datetime, one: Designation | Training) -> bool:
    """What was entered or revoked in the period is a change in it, even before it counts."""
    counts = since < scope.until and _until(one) > scope.since
    return counts or _is_in(scope, one.entered_at) or _is_in(scope, one.revoked_at)


def _is_in(scope: Scope, at: datetime | None) -> bool:
    return at is not None and scope.since <= at < scope.until


def _kept(one: Designation | Training) -> Sequence[Any]:
    entered_by = one.entered_by.username if one.entered_by else ""
    revoked_by = one.revoked_by.username if one.revoked_by else ""
    return [entered_by, one.entered_at, revoked_by, one.revoked_at, one.revoked_reason]


def _totals(rows: Sequence[Sequence[Any]], scope: Scope) -> list[Total]:
    kinds = [row[1] for row in rows]
    with_access = len({row[0] for row in rows if row[1] == "access"})
    return [
        Total("persons", _("persons with access"), with_access),
        Total("designations", _("designations"), kinds.count("designation")),
        Total(
            "trainings",
            _("trainings"),
            len(rows) - kinds.count("designation") - kinds.count("access"),
        ),
        Total("entered", _("entered in the period"), sum(_is_in(scope, row[8]) for row in rows)),
        Total("revoked", _("revoked in the period"), sum(_is_in(scope, row[10]) for row in rows)),
    ]
