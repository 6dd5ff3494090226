"""When an order permitted analysis, as far as it was known at an instant."""

from typing import Any

from django.db import connection

from command_center.reports.span import Span
from command_center.reports.stretches import Stretch, joined, stretch

PERMITTED = """
    WITH regimes AS (
        SELECT COALESCE(range_agg(tstzrange(
            first_day::timestamp AT TIME ZONE 'Europe/Paris',
            (last_day + 1)::timestamp AT TIME ZONE 'Europe/Paris'
        )), '{}') AS instants
        FROM law_regime AS regime
        WHERE applies AND entered_at <= %(as_of)s AND NOT EXISTS (
            SELECT 1 FROM law_regime AS later
            WHERE later.replaces_id = regime.id AND later.entered_at <= %(as_of)s
        )
    ), stops AS (
        SELECT COALESCE(range_agg(tstzrange(stop.at, resumption.at)), '{}') AS instants
        FROM law_stop AS stop LEFT JOIN law_resumption AS resumption
            ON resumption.stop_id = stop.id AND resumption.at <= %(as_of)s
        WHERE stop.at <= %(as_of)s AND (stop.order_id IS NULL OR stop.order_id = %(order)s)
    ), notice AS (
        SELECT COALESCE(min(published_at), 'infinity') AS since FROM law_notice
        WHERE order_id = %(order)s AND entered_at <= %(as_of)s
    )
    SELECT tstzmultirange(tstzrange(GREATEST(notice.since, %(since)s), %(until)s))
        * regimes.instants - stops.instants
    FROM regimes, stops, notice WHERE GREATEST(notice.since, %(since)s) < %(until)s
"""
"""As `law_instants`, of which it is `as_of` what that is of now."""


def permitted(span: Span) -> list[Stretch]:
    given: dict[str, Any] = {
        "order": span.order.pk,
        "as_of": span.as_of,
        "since": span.since,
        "until": span.until,
    }
    with connection.cursor() as cursor:
        cursor.execute(PERMITTED, given)
        row = cursor.fetchone()
    return joined(stretch(one.lower, one.upper) for one in row[0]) if row else []
