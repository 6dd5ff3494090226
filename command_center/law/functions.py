"""What PostgreSQL itself knows of the law: the gate and the triggers ask the same functions."""

A_MONTH_AFTER = """
CREATE OR REPLACE FUNCTION law_a_month_after(start timestamptz, zone text) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT ((start AT TIME ZONE zone) + interval '1 month') AT TIME ZONE zone
$$;
"""

REGIME_INSTANTS = """
CREATE OR REPLACE FUNCTION law_regime_instants() RETURNS tstzmultirange
LANGUAGE sql STABLE AS $$
    SELECT COALESCE(range_agg(tstzrange(
        first_day::timestamp AT TIME ZONE 'Europe/Paris',
        (last_day + 1)::timestamp AT TIME ZONE 'Europe/Paris'
    )), '{}')
    FROM law_regime AS regime
    WHERE applies AND NOT EXISTS (
        SELECT 1 FROM law_regime AS later WHERE later.replaces_id = regime.id
    )
$$;
"""

STOPPED_INSTANTS = """
CREATE OR REPLACE FUNCTION law_stopped_instants(given bigint) RETURNS tstzmultirange
LANGUAGE sql STABLE AS $$
    SELECT COALESCE(range_agg(tstzrange(stop.at, resumption.at)), '{}')
    FROM law_stop AS stop LEFT JOIN law_resumption AS resumption ON resumption.stop_id = stop.id
    WHERE stop.order_id IS NULL OR stop.order_id = given
$$;
"""

INSTANTS = """
CREATE OR REPLACE FUNCTION law_instants(given bigint) RETURNS tstzmultirange
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN since < until
        THEN tstzmultirange(tstzrange(since, until)) * law_regime_instants()
            - law_stopped_instants(given)
        ELSE '{}' END
    FROM (
        SELECT
            GREATEST(starts_at, COALESCE((
                SELECT min(published_at) FROM law_notice WHERE order_id = given
            ), 'infinity')) AS since,
            LEAST(ends_at, withdrawn_at) AS until
        FROM law_order WHERE id = given
    ) AS informed
$$;
"""
"""When an order permits analysis: from its start or the notice, to its end or withdrawal, while a
regime is in force, less the stops."""

PERMITS = """
CREATE OR REPLACE FUNCTION law_permits(given bigint, instant timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT COALESCE(law_instants(given) @> instant, false)
$$;
"""

COVERS = """
CREATE OR REPLACE FUNCTION law_covers(
    given bigint, camera bigint, kind text, instant timestamptz, software text, models text[]
) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT law_permits(given, instant) AND EXISTS (
        SELECT 1 FROM law_order AS orders
        JOIN law_orderedcamera AS listed ON listed.order_id = orders.id
        LEFT JOIN law_certificate AS certificate ON certificate.id = orders.certificate_id
        WHERE orders.id = given AND listed.camera_id = camera AND law_covers.kind = ANY (kinds)
        AND (certificate.id IS NULL OR (
            certificate.software = law_covers.software
            AND law_covers.models <@ certificate.models::text[]
        ))
    )
$$;
"""

STATE = """
CREATE OR REPLACE FUNCTION law_state(given bigint, instant timestamptz) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN withdrawn_at <= instant THEN 'withdrawn'
        WHEN instant < starts_at THEN 'planned'
        WHEN instant >= ends_at THEN 'ended'
        WHEN NOT law_regime_instants() @> instant THEN 'no_regime'
        WHEN law_stopped_instants(given) @> instant THEN 'stopped'
        WHEN NOT law_permits(given, instant) THEN 'unannounced'
        ELSE 'in_force' END
    FROM law_order WHERE id = given
$$;
"""

ALL = [A_MONTH_AFTER, REGIME_INSTANTS, STOPPED_INSTANTS, INSTANTS, PERMITS, COVERS, STATE]
