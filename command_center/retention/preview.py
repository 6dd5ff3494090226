"""What will go, and when: in the next days, by class and camera, before it has gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from command_center.people.reach import Reach
from command_center.retention.classes import IMAGES, OF_THE_SITE, RetentionClass
from command_center.retention.functions import ALERT_IS_HELD, FILE_IS_HELD
from command_center.retention.limits import Limit, limits
from command_center.venues.models import Camera, Venue

DAYS = 7
GOING = """
    SELECT going.scope, going.day, count(*) FILTER (WHERE NOT going.is_held),
        count(*) FILTER (WHERE going.is_held)
    FROM (
        SELECT {scope} AS scope, {held} AS is_held, GREATEST(
            0, (retention_due(it.{start}, %s, %s, %s) AT TIME ZONE %s)::date - %s::date
        ) AS day
        FROM {table} AS it WHERE {of_limit} AND it.{start} <= %s
    ) AS going WHERE going.day < %s GROUP BY 1, 2
"""
OF_ALERTS = GOING.format(
    table="alerts_alert",
    start="started_at",
    scope="it.camera_id",
    of_limit="it.camera_id = ANY (%s)",
    held=ALERT_IS_HELD,
)
OF_FILES = GOING.format(
    table="retention_storedfile",
    start="captured_from",
    scope="COALESCE(it.camera_id, -it.venue_id)",
    of_limit="it.what = %s AND COALESCE(it.camera_id, -it.venue_id) = ANY (%s)",
    held=FILE_IS_HELD,
)

OF_LOGS = """
    SELECT going.day, count(*) FROM (
        SELECT GREATEST(0, floor(extract(epoch FROM it.at - term.before) / 86400))::integer AS day
        FROM journal_entry AS it, (SELECT journal_over_age_before(%s) AS before) AS term
        WHERE it.log = %s AND it.at < term.before + make_interval(days => %s)
    ) AS going WHERE going.day < %s GROUP BY 1
"""
"""By days of 24 hours from now: close enough for who looks ahead."""


@dataclass(frozen=True, slots=True)
class GoingRow:
    """`days`: how many go today, tomorrow and so on; what should have gone counts for today.
    `held` would go too, and stays."""

    what: RetentionClass
    venue: str
    camera: str
    days: Sequence[int]
    held: int

    @property
    def total(self) -> int:
        return sum(self.days)


def days() -> list[date]:
    """By this site's calendar."""
    today = timezone.localdate()
    return [today + timedelta(days=number) for number in range(DAYS)]


def going(reach: Reach) -> list[GoingRow]:
    """Only where something goes, or is held."""
    found = [one for what in (*IMAGES, RetentionClass.ALERTS) for one in _of_class(what, reach)]
    if reach.is_everywhere:
        found += [one for what in OF_THE_SITE if (one := _of_log(what))]
    return sorted(found, key=lambda row: (row.what, row.venue, row.camera))


def _of_class(what: RetentionClass, reach: Reach) -> Iterator[GoingRow]:
    counts: dict[int, list[int]] = {}
    for limit in limits(what):
        for scope, day, free, held in _counted(limit):
            row = counts.setdefault(scope, [0] * (DAYS + 1))
            row[day] += free
            row[DAYS] += held
    names = _names(list(counts), reach)
    for scope, (*by_day, held) in counts.items():
        if scope not in names:
            continue
        yield GoingRow(what, *names[scope], by_day, held)


def _of_log(what: RetentionClass) -> GoingRow | None:
    """Entries of the journal, of the whole site; nothing holds them."""
    with connection.cursor() as cursor:
        cursor.execute(OF_LOGS, [what.value, what.value, DAYS, DAYS])
        counts = dict(cursor.fetchall())
    by_day = [counts.get(day, 0) for day in range(DAYS)]
    return GoingRow(what, gettext("everywhere"), "", by_day, 0) if counts else None


def _counted(limit: Limit) -> list[tuple[int, int, int, int]]:
    is_alerts = limit.what == RetentionClass.ALERTS
    scopes: list[Any] = list(limit.scopes)
    of_limit: list[Any] = [scopes] if is_alerts else [limit.what.value, scopes]
    terms: list[Any] = [limit.zone, limit.months, limit.hours, limit.zone, timezone.localdate()]
    newest_at = timezone.now() + timedelta(days=DAYS + 1) - limit.shortest
    with connection.cursor() as cursor:
        sql = OF_ALERTS if is_alerts else OF_FILES
        cursor.execute(sql, [*terms, *of_limit, newest_at, DAYS])
        found: list[tuple[int, int, int, int]] = cursor.fetchall()
    return found


def _names(scopes: Sequence[int], reach: Reach) -> dict[int, tuple[str, str]]:
    """Of the venue and the camera; no camera for what is of the venue. Only of what `reach`
    covers."""
    cameras = Camera.objects.filter(reach.of("venue_id", "pk"), pk__in=scopes)
    cameras = cameras.select_related("venue")
    venues = Venue.objects.filter(reach.of("pk"), pk__in=[-scope for scope in scopes])
    named = {camera.pk: (str(camera.venue), str(camera)) for camera in cameras}
    return named | {-venue.pk: (str(venue), "") for venue in venues}
