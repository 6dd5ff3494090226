"""All that a page of figures counts, by one reading of the alerts, whatever their number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet

from command_center.alerts.models import Alert, Verdict
from command_center.alerts.withdrawal import Withdrawal
from command_center.statistics.chosen import Chosen
from detection.kinds import EventKind

QUESTION = """
    WITH chosen (id, camera_id, venue_id, kind, zone, started_at, raised_at) AS ({chosen}),
    given (id, alert_id, at, outcome, cause, follow_up) AS ({verdicts}),
    held AS (
        SELECT DISTINCT ON (alert_id) alert_id, outcome, cause, follow_up,
            min(at) OVER (PARTITION BY alert_id) AS first_at
        FROM given ORDER BY alert_id, id DESC
    ),
    judged AS MATERIALIZED (
        SELECT camera_id, venue_id, kind, zone, COALESCE(outcome, '') AS outcome,
            COALESCE(cause, '') AS cause, COALESCE(follow_up, '') AS follow_up,
            date_bin('10 minutes', started_at, '2000-01-01Z') AS ten_minutes,
            CASE WHEN first_at IS NOT NULL THEN
                GREATEST(0, floor(extract(epoch FROM first_at - raised_at)))::int
            END AS delay_s
        FROM chosen LEFT JOIN held ON held.alert_id = chosen.id
    )
    SELECT 'cells', camera_id, kind, zone, outcome, cause, follow_up, NULL::timestamptz, NULL::int,
        count(*)
    FROM judged GROUP BY camera_id, kind, zone, outcome, cause, follow_up
    UNION ALL
    SELECT 'steps', venue_id, NULL, NULL, outcome, NULL, NULL, ten_minutes, NULL, count(*)
    FROM judged GROUP BY ten_minutes, venue_id, outcome
    UNION ALL
    SELECT 'delays', NULL, NULL, NULL, NULL, NULL, NULL, NULL, delay_s, count(*)
    FROM judged WHERE delay_s IS NOT NULL GROUP BY delay_s
"""
"""Each alert is read once. Ten minutes are those of EEMUA 191, and lie within one hour of every
clock of France. A delay is that of the first verdict, from when the alert could be seen; the
verdict that holds is the latest."""

WITHOUT_LOOPS = "SET LOCAL enable_nestloop = off"
AS_BEFORE = "SET LOCAL enable_nestloop TO DEFAULT"
"""PostgreSQL cannot know how many verdicts are left of a common table: expecting few, it goes
through all of them for each alert, and ten thousand took longer than a hundred thousand."""

CHOSEN = ("pk", "camera_id", "camera__venue_id", "kind", "zone_name", "started_at", "raised_at")
GIVEN = ("pk", "alert_id", "at", "outcome", "cause", "follow_up")


class Cell(NamedTuple):
    """Alerts alike in all of these. `outcome`, `cause`, `follow_up`: empty where there is none."""

    camera_id: int
    kind: EventKind
    zone: str
    outcome: str
    cause: str
    follow_up: str
    alerts: int


class Step(NamedTuple):
    """Ten minutes at a venue, from `at` on."""

    at: datetime
    venue_id: int
    outcome: str
    alerts: int


@dataclass(frozen=True, slots=True)
class Counts:
    """`delays`: whole seconds from an alert to its first verdict → how many alerts."""

    cells: Sequence[Cell]
    steps: Sequence[Step]
    delays: Mapping[int, int]


def counted(chosen: Chosen) -> Counts:
    rows = _answers(chosen.alerts())
    return Counts(
        cells=sorted(_cell(*row[1:7], row[9]) for row in rows["cells"]),
        steps=sorted(Step(row[7], row[1], row[4], row[9]) for row in rows["steps"]),
        delays={row[8]: row[9] for row in rows["delays"]},
    )


def _cell(camera: int, kind: str, zone: str, *said: Any) -> Cell:
    return Cell(camera, EventKind(kind), zone, *said)


def _answers(alerts: "QuerySet[Alert]") -> Mapping[str, Sequence[Any]]:
    """Verdicts lie in the order of their alerts: those on alerts of other times are not read."""
    known = alerts.aggregate(first=Min("pk"), last=Max("pk"))
    within = _standing().filter(alert__gte=known["first"] or 0, alert__lte=known["last"] or 0)
    return _asked(alerts.values_list(*CHOSEN), within.order_by().values_list(*GIVEN))


def _standing() -> "QuerySet[Verdict]":
    """Those that nobody took back, in words that PostgreSQL plans well: of an outer join that finds
    nothing it expects one row, and goes through all verdicts for each alert."""
    taken_back = Withdrawal.objects.filter(verdict=OuterRef("pk"))
    return Verdict.said.filter(~Exists(taken_back))


def _asked(chosen: Any, given: Any) -> Mapping[str, Sequence[Any]]:
    """What PostgreSQL counts of these two questions, by what it counted."""
    (first, terms), (second, more) = (one.query.sql_with_params() for one in (chosen, given))
    found: dict[str, list[Any]] = defaultdict(list)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WITHOUT_LOOPS)
        cursor.execute(QUESTION.format(chosen=first, verdicts=second), [*terms, *more])
        for row in cursor.fetchall():
            found[row[0]].append(row)
        cursor.execute(AS_BEFORE)
    return found
